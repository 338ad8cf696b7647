"""Tags of the released pages."""
