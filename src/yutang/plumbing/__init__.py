"""What every room stands on: configuration, PostgreSQL, named SQL, the bus, messages."""
