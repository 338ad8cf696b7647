"""Statistics as pure functions: arrays in, frozen results out; no database, no chance but by seed."""

from lofte.analysis.errors import AnalysisError
from lofte.analysis.sources import SourceClass

__all__ = ["AnalysisError", "SourceClass"]
