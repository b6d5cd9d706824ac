"""Forecasts: what is likely to come, with its own past error; decisions rehearsed."""
