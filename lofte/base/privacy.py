"""What every model says of itself: what it holds of people, and how long it is kept."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Holds = Literal["nothing", "office", "personal"]


@dataclass(frozen=True)
class Privacy:
    """`nothing`: no person. `office`: office holders in their office. `personal`: people, to be purged."""

    holds: Holds
    gallring: timedelta | None  # None: kept, because the promise and its follow-up are public documents
    seen_by: Literal["public", "partnership", "organisation", "self"]
    stays: str = ""  # why no plan and no sweep takes what is personal
