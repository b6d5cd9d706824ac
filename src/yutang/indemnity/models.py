"""Tables of the indemnity room."""
