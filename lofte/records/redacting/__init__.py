"""A text is taken away by two persons: a registrar asks, another repeats the words, and it goes."""
