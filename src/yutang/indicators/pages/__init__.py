"""Pages of indicators: the definitions, and each number with its rows."""
