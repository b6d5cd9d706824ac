"""Tables of the delivery room."""
