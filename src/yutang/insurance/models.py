"""Tables of the insurance room."""
