"""Trade: lots on offer, orders and holds."""
