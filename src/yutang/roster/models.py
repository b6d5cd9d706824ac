"""Tables of the roster room."""
