"""The reader: from a published promise document to a draft, each reading tied to the words it came from."""

from lofte.reader.draft import (
    Activity,
    Caution,
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
)
from lofte.reader.errors import Unreadable
from lofte.reader.guarded import read_guarded
from lofte.reader.reading import read_bytes, read_text
from lofte.reader.schema import schema

__all__ = [
    "Activity",
    "Caution",
    "Draft",
    "FollowUp",
    "Outcome",
    "Party",
    "Period",
    "Promise",
    "Question",
    "Signatory",
    "Source",
    "Target",
    "Unreadable",
    "read_bytes",
    "read_guarded",
    "read_text",
    "schema",
]
