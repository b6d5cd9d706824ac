"""Placement: work offered by counties and co-ops, applied for and begun."""
