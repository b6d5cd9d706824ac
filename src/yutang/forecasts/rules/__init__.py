"""What decides about forecasts: plain values only."""
