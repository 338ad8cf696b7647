"""What came after the cut, as one sentence: how many entries, and what they do to the figures. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lofte.base.wording import listed, number, period_name
from lofte.followup import english_places
from lofte.followup.facts import Language, Words
from lofte.work.late_rules import LateCame, LateWork

MINUS = "\N{MINUS SIGN}"
MINUTES = 60  # of an hour: hours are added up in minutes
HOURS = Words("timmar", "hours"), Words("timme", "hour")
FRAME = {
    "sv": {
        "now": "Sedan uppföljningen gjordes har {what} {where}{moves}.",
        "period": "Sedan uppföljningen för {period} gjordes har {what} {where}{moves}.",
        "version": "Sedan version {version} räknades har {what} {where}{moves}.",
        "held": " Det är med i siffrorna här.",
        "of_it": "för perioden",
        "of_that": "för den tiden",
        "before": "för perioden och tiden före den",
    },
    "en": {
        "now": "Since the follow-up was made, {what} {where}{moves}.",
        "period": "Since the follow-up of {period} was made, {what} {where}{moves}.",
        "version": "Since version {version} was counted, {what} {where}{moves}.",
        "held": " The figures here hold it.",
        "of_it": "for the period",
        "of_that": "for that time",
        "before": "for the period and the time before it",
    },
}


def sentence(
    late: LateCame,
    targets: Sequence[Mapping[str, Any]],
    language: Language,
    *,
    period: str = "",
    version: int = 0,
) -> str:
    """Say what came; `targets` are the line's frozen facts of targets.

    With `period` or `version` it is told in a later follow-up, which holds it; otherwise beside the one that
    stays as it is.
    """
    frame = FRAME[language]
    where = frame["before"] if late.is_before else frame["of_that"] if period else frame["of_it"]
    moves = listed(list(moved(late, targets, language)), language)
    told = frame["period" if period else "version" if version else "now"]
    what, came = _what(late, language)
    held = frame["held"] if period or version else ""
    return (told + held).format(
        what=what,
        where=f"{where} {came}" if language == "sv" else f"{came} {where}",
        moves=f" ({moves})" if moves else "",
        period=period_name(period, language).split(" (", maxsplit=1)[0] if period else "",
        version=version,
    )


def _what(late: LateCame, language: Language) -> tuple[str, str]:
    """The entries that are named first, and what has become of them."""
    added, taken = late.n_added, late.n_taken_back
    if language == "sv":
        first, then = ("kommit till", "tagits tillbaka") if added else ("tagits tillbaka", "")
        n = added or taken
        more = f" och {taken} {then}" if added and taken else ""
        return f"{n} {'post' if n == 1 else 'poster'}", first + more
    n = added or taken
    has = "has" if n == 1 else "have"
    first = f"{has} come in" if added else f"{has} been taken back"
    more = f" and {taken} {'has' if taken == 1 else 'have'} been taken back" if added and taken else ""
    return f"{n} {'entry' if n == 1 else 'entries'}", first + more


def moved(late: LateCame, targets: Sequence[Mapping[str, Any]], language: Language) -> Iterable[str]:
    """Yield each figure that moves, once: +3 fotpatruller i Norra. Of persons nothing is said."""
    by_target = {target["outcome"]["target_id"]: target for target in targets}
    said: dict[str, None] = {}
    for one in late.targets:
        target = by_target.get(one.target_id)
        if target is None or target["facts"]["is_persons"]:
            continue
        if one.occasions and target["facts"].get("particulars"):
            said |= dict.fromkeys(_at_occasions(one, target["facts"], language))
            continue
        for place, n in one.places.items():
            if n:
                said[_moved(place, n, target["facts"], language)] = None
    return said


def _at_occasions(late: LateWork, facts: Mapping[str, Any], language: Language) -> Iterable[str]:
    """Say how many more there are of what something is owed at, and how many more got it: +1 kampanj."""
    known = facts["particulars"]
    answered = "med det som lovats" if language == "sv" else "with what was promised"
    for steps, note in ((late.occasions, ""), (late.places, answered)):
        for place, n in steps.items():
            if n:
                unit = Words(**known["occasion_one" if abs(n) == 1 else "occasion_many"]).in_(language)
                signed = f"{'+' if n > 0 else MINUS}{number(abs(n), language)}"
                yield " ".join(part for part in (signed, unit, _at(place, facts, language), note) if part)


def _moved(place: str, n: float, facts: Mapping[str, Any], language: Language) -> str:
    size = abs(n) / MINUTES if facts["kind"] == "hours" else abs(n)
    many, one = _units(facts)
    unit = (one if size == 1 else many).in_(language)
    signed = f"{'+' if n > 0 else MINUS}{number(size, language)}"
    return " ".join(part for part in (signed, unit, _at(place, facts, language)) if part)


def _units(facts: Mapping[str, Any]) -> tuple[Words, Words]:
    if facts["kind"] == "hours":
        return HOURS
    return (
        (Words(**facts["whole"]),) * 2
        if facts["kind"] == "share"
        else (Words(**facts["many"]), Words(**facts["one"]))
    )


def _at(place: str, facts: Mapping[str, Any], language: Language) -> str:
    if not place:
        return ""
    if language == "sv":
        return f"{facts['prepositions'].get(place, 'i')} {place}"
    return f"in {english_places.place(place)}"
