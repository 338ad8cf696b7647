"""What counting looks at in an entry, and why it leaves one out. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class LeftOut(StrEnum):
    """Why an entry is not counted to a target."""

    KIND = "kind"
    DAY = "day"
    WEEKDAY = "weekday"
    CLOCK = "clock"
    AREA = "area"
    PLACE = "place"
    ORGANISATION = "organisation"
    TOO_SHORT = "too_short"
    NO_MINUTES = "no_minutes"
    STATE = "state"
    ACTIVITY = "activity"
    NO_QUANTITY = "no_quantity"
    RECIPIENTS = "recipients"
    FREE = "free"  # nothing is owed then, as agreed
    NO_OCCASION = "no_occasion"  # nothing happened that it would follow on, or be done at


@dataclass(frozen=True)
class EntryFacts:
    """What counting looks at in an entry."""

    kind_of_work_id: int
    organisation_id: int
    area_id: int
    activity_id: int | None
    occurred_on: date
    minutes: int | None
    state: str
    quantities: Mapping[int, int] = field(default_factory=dict)
    recipients: frozenset[int] = frozenset()
    occasions: int = 1
    sign: int = 1
    started_at: time | None = None
    place_id: int | None = None
