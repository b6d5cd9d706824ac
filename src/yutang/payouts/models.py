"""Tables of the payouts room."""
