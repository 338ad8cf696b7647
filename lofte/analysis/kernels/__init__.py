"""The hot loops in C where they were built, and the same answers from numpy where they were not."""

from lofte.analysis.kernels.library import LIBRARY, have_c, pointer, without_c

__all__ = ["LIBRARY", "have_c", "pointer", "without_c"]
