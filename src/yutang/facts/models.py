"""Tables of the facts room."""
