"""Specialities: what a village could be known for, and the plan to get there."""
