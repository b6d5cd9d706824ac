"""Decisions about delivery: no database, no clock, no network.

`freight` what a parcel costs and what the buyer pays of it; `reading` a pasted address;
`ship_by` when a parcel must have left.
"""
