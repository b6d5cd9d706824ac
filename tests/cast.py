"""The cast: people made through real actions, shared by all tests."""
