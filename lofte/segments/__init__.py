"""Column segments on disk, for the analysis that touches no files."""
