"""Connections: what of them is read before there is a request, and how."""
