"""Pure ground: money, time, ids, refusals, passes. Imports nothing of the project."""
