"""Outcome against target per period: drafted by the system, commented by people, approved by each party."""
