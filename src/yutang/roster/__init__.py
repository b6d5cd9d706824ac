"""Roster: persons in programmes: who they are, what they agreed to, who looked."""
