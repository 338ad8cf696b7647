"""A municipality begins: the first key, its areas, parties, groups and people, and the first document."""
