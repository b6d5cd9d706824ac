"""Rooms in memory, and all that viewers see of them and do in them."""
