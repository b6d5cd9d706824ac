"""Diplomas: certificates that a stranger can check without our server."""
