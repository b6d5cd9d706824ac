"""Hosts: how a farmer becomes a host, and what hosts earn each month."""
