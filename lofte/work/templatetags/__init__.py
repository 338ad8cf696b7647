"""What the log pages say, as template filters."""
