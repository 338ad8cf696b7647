"""What becomes of the records: how long they are kept, what is stopped from going, what has gone."""
