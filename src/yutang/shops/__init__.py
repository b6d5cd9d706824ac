"""Shops of villagers, in the village or in town, on any platform, and what they sold."""
