"""Pages of the insurance room: `plans` for everybody, `office` and `rolls` for clerks."""
