"""Obligations: what a rhythm owes week by week, who answers for it, calendars, feeds and reminders."""
