"""Tables of the criteria room."""
