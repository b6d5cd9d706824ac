"""Tables of the hosts room."""
