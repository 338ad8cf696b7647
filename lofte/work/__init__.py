"""Work as it is done: entries written once, and the counting that turns them into figures."""
