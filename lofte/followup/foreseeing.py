"""Forecasts in a follow-up: made for the draft, frozen with its lines, set beside what was said before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from lofte.accounts.sight import Purpose
from lofte.followup import english_foreseen, foreseen_places, swedish_foreseen
from lofte.followup.facts import Language, TargetFacts
from lofte.followup.foreseen_places import Told
from lofte.followup.models import FollowUp
from lofte.periods.calendar import Period
from lofte.promises.models import Promise, Target
from lofte.work import foreseeing
from lofte.work.foreseen import Before, Foreseen, Unforeseen
from lofte.work.outcomes import Outcome

Plain = dict[str, Any]
Key = tuple[Any, ...]
MOST_BEFORE = 4  # forecasts that are set beside one: the latest


class Room(Protocol):
    """What a language's room can say of forecasts."""

    def sentence(self, found: Told, facts: TargetFacts) -> str: ...
    def brief(self, found: Told, facts: TargetFacts) -> str: ...
    def not_made(self, why: Unforeseen, facts: TargetFacts, cut: date) -> str: ...
    def before(self, found: Sequence[tuple[str, Before]]) -> str: ...
    def row(self, place: str, one: Before) -> tuple[str, ...]: ...
    def header(self) -> tuple[str, str, str, str, str]: ...
    def caption(self) -> str: ...


_ROOMS: dict[Language, Room] = {"sv": swedish_foreseen, "en": english_foreseen}


def foreseen(
    promise: Promise, targets: Sequence[Target], outcomes: Mapping[int, Outcome], period: Period, at: datetime
) -> dict[int, list[Foreseen]]:
    """Return the forecasts of each target's lines with those that were said before: released ones first."""
    found = foreseeing.foreseen(targets, outcomes, at=at, period=period)
    if not found:
        return {}
    said = _Said.of(promise, outcomes[next(iter(found))].cut)
    by_key = {target.pk: target for target in targets}
    return {key: [_with_before(line, by_key[key], said) for line in lines] for key, lines in found.items()}


@dataclass(frozen=True)
class Outlook:
    """What is foreseen of a target, or why nothing is."""

    lines: Sequence[Foreseen] = ()
    why_none: Unforeseen | None = None

    @classmethod
    def of(cls, target: Target, outcome: Outcome, lines: Sequence[Foreseen]) -> "Outlook":
        return cls(lines, None if lines else foreseeing.unforeseen(target, outcome))


def sentence(found: Outlook, facts: TargetFacts, outcome: Outcome, language: Language) -> str:
    """Tell the forecasts of one target, or why there is none; empty when nothing is to be said."""
    facts, cut, room = _now(facts, outcome), outcome.cut, _ROOMS[language]
    if found.lines:
        return room.sentence(foreseen_places.told(found.lines, cut), facts)
    return room.not_made(found.why_none, facts, cut) if found.why_none else ""


def brief(found: Outlook, facts: TargetFacts, outcome: Outcome, language: Language) -> str:
    """Tell the same in one sentence, of the lines that are behind where some are not."""
    facts, cut, room = _now(facts, outcome), outcome.cut, _ROOMS[language]
    behind = {line.place for line in outcome.places if line.status == "behind"}
    lines = [line for line in found.lines if line.place in behind] or found.lines
    if lines:
        return room.brief(foreseen_places.told(lines, cut), facts)
    return room.not_made(found.why_none, facts, cut) if found.why_none else ""


def _now(facts: TargetFacts, outcome: Outcome) -> TargetFacts:
    return replace(facts, starts=outcome.starts, ends=outcome.ends)  # a yearly target begins anew


@dataclass(frozen=True)
class Beside:
    """What stands beside a published forecast: a sentence, and a table of what was foreseen before."""

    said: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def beside(places: Iterable[Plain], language: Language) -> Beside | None:
    """Set earlier forecasts of a target's published lines beside what they became."""
    found = [
        (line["place"], _before(one))
        for line in places
        for one in (line["forecast"] or {}).get("before", ())  # released before there was such a thing: none
    ]
    if not found:
        return None
    room = _ROOMS[language]
    rows = tuple(room.row(place, one) for place, one in found)
    return Beside(room.before(found), room.caption(), room.header(), rows)


def _before(plain: Plain) -> Before:
    return Before(
        through=date.fromisoformat(plain["through"]),
        ends=date.fromisoformat(plain["ends"]),
        low=plain["low"],
        high=plain["high"],
        became=plain["became"],
        is_frozen=plain["is_frozen"],
        kind=plain.get("kind", "number"),
    )


def _with_before(line: Foreseen, target: Target, said: "_Said") -> Foreseen:
    frozen = said.before(target, line.place)
    windows = {one.ends for one in frozen}
    again = [one for one in line.before if one.ends not in windows]
    latest = sorted([*again, *frozen], key=lambda one: one.through)[-MOST_BEFORE:]
    return replace(line, before=tuple(latest))


# What released follow-ups foresaw, of this promise and the one that it extends


@dataclass(frozen=True)
class _Said:
    """Released forecasts by what they were of: the target, or the same work under the promise before."""

    before_by: Mapping[Key, Sequence[Before]]

    @classmethod
    def of(cls, promise: Promise, cut: date) -> "_Said":
        promises = [key for key in (promise.pk, promise.extends_id) if key is not None]
        rows = FollowUp.objects.whole(Purpose.COUNTING).filter(
            state=FollowUp.State.RELEASED, promise__in=promises, ends__lt=cut
        )
        newest: dict[tuple[int, str], FollowUp] = {}
        for followup in rows.order_by("starts", "version").prefetch_related("lines"):
            newest[followup.promise_id, followup.period] = followup
        told = [
            (followup.promise_id == promise.pk, target)
            for followup in newest.values()
            for line in followup.lines.all()
            for target in line.figures["targets"]
        ]
        became = {key: n for _, target in told for key, n in _ended(target)}
        found: dict[Key, list[Before]] = defaultdict(list)
        for is_own, target in told:
            for line in target.get("forecasts", ()):  # a draft made before there were any has none
                found[_key(is_own, target, line["place"])].append(_frozen(target, line, became))
        return cls(found)

    def before(self, target: Target, place: str) -> list[Before]:
        code = target.kind_of_work.code if target.kind_of_work else ""
        own, same_work = (target.pk, place), (code, target.kind, target.per, target.minimum_minutes, place)
        return [*self.before_by.get(same_work, ()), *self.before_by.get(own, ())]


def _key(is_own: bool, target: Plain, place: str) -> Key:
    if is_own:
        return target["outcome"]["target_id"], place
    code, facts = (target["definition"] or {"code": ""})["code"], target["facts"]
    return code, facts["kind"], facts["per"], facts["minimum_minutes"], place


def _ended(target: Plain) -> Iterable[tuple[Key, float]]:
    """Yield what each line of a window that is over became, and all of them together."""
    for outcome in (target["outcome"], *target["outcome"]["closed"]):
        if outcome["cut"] < outcome["ends"]:
            continue
        key = outcome["target_id"], outcome["starts"]
        lines = outcome["places"]
        yield (*key, "", "slots"), sum(line["done"] for line in lines)
        for line in lines:
            yield (*key, line["place"], "slots"), line["done"]
            yield (*key, line["place"], "number"), line["done"]
            yield (*key, line["place"], "average"), line["done"]
            if (line["share"] or {}).get("share") is not None:
                yield (*key, line["place"], "share"), line["share"]["share"]
            if line["expected"]:  # of occasions: those that were over
                yield (*key, line["place"], "answered"), round(100 * line["done"] / line["expected"], 1)


def _frozen(target: Plain, line: Plain, became: Mapping[Key, float]) -> Before:
    outcome = target["outcome"]
    return Before(
        through=date.fromisoformat(outcome["cut"]) - timedelta(days=1),
        ends=date.fromisoformat(outcome["ends"]),
        low=line["low"],
        high=line["high"],
        became=became.get((outcome["target_id"], outcome["starts"], line["place"], line["kind"])),
        is_frozen=True,
        kind=line["kind"],
    )
