"""Pages of the indemnity room."""
