"""The floor that all others stand on: audit, forms sent once, components, tokens."""
