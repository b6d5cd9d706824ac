"""Timers that keep promises of time."""
