"""Personal data in free text, found before it is saved. Pure Python."""

from lofte.screening.personal import Finding, Kind, find

__all__ = ["Finding", "Kind", "find"]
