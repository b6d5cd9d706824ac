"""Tables of the promises room."""
