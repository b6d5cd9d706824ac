"""Insight: what came of a sale, every number with its rows."""
