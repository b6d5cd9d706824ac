"""Prices: market prices by market, good and day, beside what we sell at."""
