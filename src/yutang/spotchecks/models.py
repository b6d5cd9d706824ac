"""Tables of the spotchecks room."""
