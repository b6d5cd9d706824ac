"""Decisions of the shops room: what counts, what is merged, what a shop must say. Pure."""
