"""The reader: from a published promise document to a draft, each reading tied to the words it came from."""

from lofte.reader.draft import (
    Activity,
    Draft,
    FollowUp,
    Outcome,
    Party,
    Period,
    Promise,
    Question,
    Signatory,
    Source,
    Target,
    Warning,
)
from lofte.reader.errors import Unreadable
from lofte.reader.guarded import read_guarded
from lofte.reader.reading import read_bytes, read_text
from lofte.reader.schema import schema

__all__ = [
    "Activity", "Draft", "FollowUp", "Outcome", "Party", "Period", "Promise", "Question", "Signatory", "Source", "Target",
    "Unreadable", "Warning", "read_bytes", "read_guarded", "read_text", "schema",
]  # fmt: skip
