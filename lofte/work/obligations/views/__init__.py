"""Pages of calendars, of what is agreed, and of groups."""
