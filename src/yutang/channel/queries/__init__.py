"""Reads of the channel room: `facts` of a check, `desk`, `shown` in public, `counties`, `files`."""
