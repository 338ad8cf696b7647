"""Benches: ours and theirs measured side by side in one run, after their answers have been found equal."""
