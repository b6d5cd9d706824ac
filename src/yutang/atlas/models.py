"""Tables of the atlas room."""
