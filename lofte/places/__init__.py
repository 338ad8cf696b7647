"""Areas, area sets and what they contain, prioritised areas, the gazetteer and the maps."""
