"""Tables of the courses room."""
