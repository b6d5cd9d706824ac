"""Orders and numbers: wishes become rows, many in one transaction."""
