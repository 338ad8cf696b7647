"""The demonstration: two partnerships with simulated work, built through the same actions that people use."""
