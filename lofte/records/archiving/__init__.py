"""The package that is handed over to an e-archive."""
