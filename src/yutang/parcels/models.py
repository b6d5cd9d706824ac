"""Tables of the parcels room."""
