"""A text is taken away everywhere, and a tombstone says so."""
