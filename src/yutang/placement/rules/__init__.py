"""Decisions of the placement room, of plain values."""
