"""Making a version of the open data from a version of the facts: the same gives the same bytes."""
