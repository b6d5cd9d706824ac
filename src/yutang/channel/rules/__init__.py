"""Decisions of the channel room; all pure. `checks`, `recommending`, `county_lists`."""
