"""Tables of the channel room."""
