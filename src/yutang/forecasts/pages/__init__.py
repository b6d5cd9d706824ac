"""Pages of the forecasts room: what is foreseen, and decisions rehearsed."""
