"""Accessible SVG drawn on the server: the promise line, rows of weeks, maps. Pure Python."""
