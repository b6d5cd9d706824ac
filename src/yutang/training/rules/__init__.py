"""Decisions of the training room: kinds, who may enrol, codes of attendance, completion. Pure."""
