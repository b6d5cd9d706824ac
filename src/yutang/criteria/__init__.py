"""Criteria: what a place must show to be called something, verdicts, what is lacking."""
