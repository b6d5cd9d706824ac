"""Pages of the channel room: `public`, `recommending`, `checking`, `running` one, `counties`."""
