"""Pages of the ecology room."""
