"""Pages of the places room: `browsing` for everybody, `changes` and `lists` for offices."""
