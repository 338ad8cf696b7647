"""Template tags of the promises."""
