"""Pages of the live room: for viewers, at the console, in planning."""
