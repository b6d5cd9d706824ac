"""Criteria: what a place must show to be called something: versioned criteria, verdicts, what is lacking."""
