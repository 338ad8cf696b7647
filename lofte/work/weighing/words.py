"""What a changed rule does, in words and as tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from lofte.base.wording import day_long, number, percent
from lofte.charts.table import Table
from lofte.charts.words import of as words_of
from lofte.promises.models import Target
from lofte.work import words
from lofte.work.counting import Explanation
from lofte.work.models import Entry
from lofte.work.outcomes import MeasuredOutcome, Outcome, PlaceOutcome, ShareOutcome
from lofte.work.rules import Unjudged
from lofte.work.weighing.moves import Move, Weighed
from lofte.work.yardsticks import LeftOut

NOT_MEASURED = MeasuredOutcome(None, None, None, None, None, 0)


@dataclass(frozen=True)
class MoveRow:
    """An entry that moves, as it is read: what was done, by whom, and why it moves."""

    sentence: str
    organisation: str
    starts_counting: bool
    why: str
    is_occasion: bool = False


def table(weighed: Weighed) -> Table | None:
    """Return the figures before and after, place by place; None of what is told in words."""
    if weighed.before.in_words or weighed.after.in_words:
        return None
    if weighed.before.kind == "indicator":
        return _measured(weighed)
    if weighed.before.kind == "share":
        return _shares(weighed)
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


def _measured(weighed: Weighed) -> Table:
    """Return what an indicator's series says: it is never work done."""
    both = (weighed.before, weighed.after)
    found = [one.measured or NOT_MEASURED for one in both]
    rows = [
        (gettext("Senast mätt"), *(_value(one.value, one.measured_on) for one in found)),
        (gettext("Utgångsläge"), *(_value(one.baseline, one.baseline_on) for one in found)),
        (gettext("Förändring"), *(_value(one.change) for one in found)),
        (gettext("Läget"), *(words_of(words.language()).status[one.status] for one in both)),
    ]
    return Table(
        gettext("Mätetalet före och efter ändringen"), _now_and_then(gettext("Uppgift")), tuple(rows)
    )


def _value(value: float | None, day: date | None = None) -> str:
    if value is None:
        return ""
    said = number(value, words.language(), 2)
    return said if day is None else f"{said} ({day_long(day, words.language())})"


def _shares(weighed: Weighed) -> Table:
    """Return each place's part of its whole, before and after."""
    both = (weighed.before, weighed.after)
    shares = [_shares_by_place(one) for one in both]
    w = words_of(words.language())
    rows = [
        (place or w.all_places, *(_share(found.get(place)) for found in shares))
        for place in dict.fromkeys(key for found in shares for key in found)
    ]
    rows.append((gettext("Läget"), *(w.status[one.status] for one in both)))
    return Table(gettext("Andelen före och efter ändringen"), _now_and_then(gettext("Område")), tuple(rows))


def _shares_by_place(outcome: Outcome) -> dict[str, ShareOutcome]:
    found = {line.place: line.share for line in outcome.places if line.share is not None}
    return {"": outcome.share, **found} if outcome.share is not None else found


def _share(share: ShareOutcome | None) -> str:
    if share is None or share.share is None:
        return ""
    told = {"part": share.part, "whole": share.whole, "share": percent(share.share, words.language())}
    return gettext("%(part)s av %(whole)s, %(share)s") % told


def _now_and_then(what: str) -> tuple[str, str, str]:
    return what, gettext("Nu"), gettext("Sedan")


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
        sentence=words.sentence(entry, None, is_ours=False),
        organisation=entry.organisation.name,
        starts_counting=one.starts_counting,
        why=_why(one, entry, target),
        is_occasion=one.is_occasion,
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
