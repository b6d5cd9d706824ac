"""Pages of the prices room: prices for everybody; lists, names, alerts for clerks."""
