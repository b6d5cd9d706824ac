"""What decides about open data: who stands behind a row, what is put together, what may change.

Pure. What it protects and what it does not: the room's README and the page `/data/`.
"""
