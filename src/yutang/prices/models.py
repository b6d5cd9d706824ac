"""Tables of the prices room."""
