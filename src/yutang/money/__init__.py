"""Money: how an order is paid."""
