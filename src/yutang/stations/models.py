"""Tables of the stations room."""
