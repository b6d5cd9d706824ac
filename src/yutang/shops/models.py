"""Tables of the shops room."""
