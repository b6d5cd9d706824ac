"""Shares: who gets what of a price: splits, agreed by both, settled to the fen."""
