"""Promises: agreements clause by clause: what was promised, how far it is, what was decided."""
