"""Tables of the programmes room."""
