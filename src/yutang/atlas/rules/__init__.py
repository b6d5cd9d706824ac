"""Decisions of the atlas room: no database, no clock, no network.

`geojson` reads what an operator brings, `shaping` mends, checks and simplifies outlines, `nearness`
says who is near, `classes` cuts values into classes, `comparing` sets two values side by side,
`drawing` turns outlines into a small picture. Coordinates are degrees, longitude first.
"""
