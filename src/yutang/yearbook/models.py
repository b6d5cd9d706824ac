"""Tables of the yearbook room."""
