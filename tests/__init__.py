"""What belongs to no single room, and the cast that all tests share."""
