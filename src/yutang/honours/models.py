"""Tables of the honours room."""
