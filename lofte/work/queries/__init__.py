"""What counting asks the database: targets with their surroundings, the sums, the entries behind them."""

from lofte.work.queries.entries import facts_of, some_entries
from lofte.work.queries.sums import tallies
from lofte.work.queries.surroundings import missed_slots, yardsticks

__all__ = ["facts_of", "missed_slots", "some_entries", "tallies", "yardsticks"]
