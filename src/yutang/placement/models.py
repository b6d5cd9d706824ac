"""Tables of the placement room."""
