"""Tables of the shares room."""
