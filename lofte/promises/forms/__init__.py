"""Forms of the promises, divided by subject."""
