"""Pages of the promises, divided by subject."""
