"""Cameras: the door a host's picture comes in by, and what gates tell each other of it."""
