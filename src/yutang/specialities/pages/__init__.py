"""Pages of the specialities room."""
