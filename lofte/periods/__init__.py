"""Tertials, weeks, terms and cadences as half-open date intervals. Pure Python."""
