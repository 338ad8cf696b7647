"""Statistics as pure functions: shares with their interval, pace. Pure Python."""
