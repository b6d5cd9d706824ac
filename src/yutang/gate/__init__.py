"""The hot path: one public port, no Django."""
