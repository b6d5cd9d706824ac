"""What decides about indicators: their shape, periods, values, and what the public sees. Pure."""
