"""Decisions of the courses room, of plain values."""
