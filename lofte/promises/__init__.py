"""Agreements, programmes, drafts, promises, activities, targets and the kinds of work they count."""
