"""Tags of the floor of accounts."""
