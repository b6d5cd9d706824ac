"""Reads of the indemnity room: what a case was, what of it who may see, what is told in public."""
