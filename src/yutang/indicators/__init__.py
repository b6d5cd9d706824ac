"""Indicators: what is counted, how, and from which rows: one definition each."""
