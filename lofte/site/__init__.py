"""Puts the house together: settings, addresses, command line, demo, bench."""
