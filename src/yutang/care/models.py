"""Tables of the care room."""
