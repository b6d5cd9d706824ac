"""Spotchecks: random samples of persons to call, and what they said."""
