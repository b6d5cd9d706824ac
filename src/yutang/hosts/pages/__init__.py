"""Pages of the hosts room."""
