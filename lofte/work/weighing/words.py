"""What a changed rule does, in words and as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from lofte.base.wording import number
from lofte.charts.table import Table
from lofte.charts.words import of as words_of
from lofte.promises.models import Target
from lofte.work import words
from lofte.work.counting import Explanation
from lofte.work.models import Entry
from lofte.work.outcomes import Outcome, PlaceOutcome
from lofte.work.rules import Unjudged
from lofte.work.weighing.moves import Move, Weighed
from lofte.work.yardsticks import LeftOut


@dataclass(frozen=True)
class MoveRow:
    """An entry that moves, as it is read: what was done, by whom, and why it moves."""

    sentence: str
    organisation: str
    starts_counting: bool
    why: str


def table(weighed: Weighed) -> Table:
    """Return the figures before and after, place by place."""
    header = (
        gettext("Område"),
        gettext("Gjort nu"),
        gettext("Gjort sedan"),
        gettext("Lovat nu"),
        gettext("Lovat sedan"),
        gettext("Läget nu"),
        gettext("Läget sedan"),
    )
    before, after = (_by_place(one) for one in (weighed.before, weighed.after))
    rows = tuple(_row(place, before, after, weighed) for place in dict.fromkeys((*before, *after)))
    return Table(gettext("Räkningen före och efter ändringen"), header, rows)


def _by_place(outcome: Outcome) -> Mapping[str, PlaceOutcome | None]:
    return {line.place: line for line in outcome.places} or {"": None}


def _row(
    place: str,
    before: Mapping[str, PlaceOutcome | None],
    after: Mapping[str, PlaceOutcome | None],
    weighed: Weighed,
) -> tuple[str, ...]:
    w = words_of(words.language())
    lines = [before.get(place), after.get(place)]
    pairs = zip(lines, (weighed.before, weighed.after), strict=True)
    return (
        place or w.all_places,
        *("" if line is None else number(line.done, words.language()) for line in lines),
        *(
            "" if line is None or line.promised is None else number(line.promised, words.language())
            for line in lines
        ),
        *(_status(line, outcome) for line, outcome in pairs),
    )


def _status(line: PlaceOutcome | None, outcome: Outcome) -> str:
    status = line.status if line is not None else outcome.status if not outcome.places else None
    return "" if status is None else words_of(words.language()).status[status]


def unjudged(outcome: Outcome) -> str:
    """Say why a rule cannot be applied; "" when it can."""
    return words.unjudged(Unjudged(outcome.why)) if outcome.why else ""


def move(one: Move, entry: Entry, weighed: tuple[Target, Target]) -> MoveRow:
    """Say an entry that moves; the reason is that of the rule that does not count it."""
    stands, read = weighed
    target = stands if one.starts_counting else read
    return MoveRow(
        sentence=words.sentence(entry, entry.logged_at),
        organisation=entry.organisation.name,
        starts_counting=one.starts_counting,
        why=_why(one, entry, target),
    )


def _why(one: Move, entry: Entry, target: Target) -> str:
    if one.why is LeftOut.ORGANISATION:
        return gettext("organisationen är inte part i aktiviteten")
    return words.left_out(
        Explanation(
            activity_id=target.activity_id,
            activity="",
            position=0,
            promise="",
            target=target,
            left_out=one.why if isinstance(one.why, LeftOut) else None,
            unjudged=one.why if isinstance(one.why, Unjudged) else None,
            minimum_minutes=target.minimum_minutes,
            minutes=entry.minutes,
        )
    )


def rows(
    moves: Sequence[Move], entries: Mapping[int, Entry], weighed: tuple[Target, Target]
) -> list[MoveRow]:
    """Say the entries of a page that move, in order."""
    return [move(one, entries[one.entry_id], weighed) for one in moves if one.entry_id in entries]
