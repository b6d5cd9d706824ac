"""Ecology: plots, plantings, what is alive years later, and paid work days."""
