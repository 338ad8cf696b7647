"""The house seen through Debian's Chromium."""
