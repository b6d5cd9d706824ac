"""Writes of the specialities room: counting, plans, the scoring."""
