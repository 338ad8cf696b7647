"""Accessible pictures as SVG text: the promise line, the row of weeks, the share and the map. Pure Python."""
