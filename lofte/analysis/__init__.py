"""Statistics as pure functions: shares with their interval, forecasts. Pure: arrays in, frozen facts out."""
