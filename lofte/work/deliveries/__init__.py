"""Counts from elsewhere: weekly sheets, imported files, deliveries that replace each other, overlaps."""
