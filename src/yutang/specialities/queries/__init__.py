"""Reads of the specialities room: analysis of a place, plans, industry clusters."""
