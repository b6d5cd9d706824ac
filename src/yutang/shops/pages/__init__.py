"""Pages of the shops room: the register, a shop, its months, tables brought in, places, limits."""
