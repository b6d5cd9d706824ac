"""Tables of the customs room."""
