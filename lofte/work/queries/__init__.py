"""What counting asks the database: targets with their surroundings, the sums, the entries behind them."""

from lofte.work.queries.behind import (
    Near,
    Seen,
    counted_entries,
    counted_unseen,
    near_entries,
)
from lofte.work.queries.entries import (
    Stretch,
    facts_of,
    facts_of_all,
    has_occasion,
    keys_of,
    some_entries,
    stretch,
)
from lofte.work.queries.history import Asked, weekly
from lofte.work.queries.late import late_entries
from lofte.work.queries.series import measurements
from lofte.work.queries.sums import Summed, tallies
from lofte.work.queries.surroundings import missed_slots, read_as, yardsticks

__all__ = [
    "Asked",
    "Near",
    "Seen",
    "Stretch",
    "Summed",
    "counted_entries",
    "counted_unseen",
    "facts_of",
    "facts_of_all",
    "has_occasion",
    "keys_of",
    "late_entries",
    "measurements",
    "missed_slots",
    "near_entries",
    "read_as",
    "some_entries",
    "stretch",
    "tallies",
    "weekly",
    "yardsticks",
]
