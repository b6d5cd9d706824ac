"""Atlas: maps: shapes and points of places, who is whose neighbour, figures drawn and compared."""
