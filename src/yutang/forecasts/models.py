"""Tables of the forecasts room."""
