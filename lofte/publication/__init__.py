"""The way out: freeze, disclosure control, render once per language, release, bundle, verify."""
