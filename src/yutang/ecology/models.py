"""Tables of the ecology room."""
