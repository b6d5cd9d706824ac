"""Tables of the diplomas room."""
