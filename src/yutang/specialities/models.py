"""Tables of the specialities room."""
