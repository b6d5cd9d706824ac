"""Decisions of the specialities room: pure, of plain values."""
