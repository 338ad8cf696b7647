"""What a row of slots adds up to, before any language: how many done where, which missed and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lofte.periods.calendar import parse
from lofte.work.outcomes import Outcome, SlotOutcome

NAMED = 6  # more missed ones than this are counted, not named


@dataclass(frozen=True)
class Missed:
    """A missed slot. `place` is empty where it was missed everywhere."""

    key: str
    place: str
    reason: str


@dataclass(frozen=True)
class Rhythm:
    """The slots that have passed: done and owed by place, the period's missed ones, all missed by reason."""

    met: dict[str, int]
    owed: dict[str, int]
    missed: tuple[Missed, ...]
    n_by_reason: dict[str, int]
    is_over: bool  # nothing is left to come

    @property
    def by_reason(self) -> list[tuple[str, list[Missed]]]:
        """The missed ones with the same reason together."""
        return [(reason, list(found)) for reason, found in groupby(self.missed, key=lambda one: one.reason)]

    @property
    def by_result(self) -> dict[tuple[int, int], list[str]]:
        """The places with the same number done of the same number owed together."""
        found: dict[tuple[int, int], list[str]] = {}
        for place, n_owed in self.owed.items():
            found.setdefault((self.met[place], n_owed), []).append(place)
        return found

    @property
    def is_single(self) -> bool:
        return set(self.owed.values()) == {1}


def rhythm(slots: Sequence[SlotOutcome], since: date | None) -> Rhythm:
    """Add up the slots that have passed; name those missed since a day, if they are few."""
    judged = [slot for slot in slots if slot.state in {"met", "missed"}]
    places = list(dict.fromkeys(slot.place for slot in judged))
    named = _missed([slot for slot in judged if since is None or slot.ends > since], is_one=len(places) == 1)
    reasons = Counter(slot.reason for slot in judged if slot.state == "missed")
    return Rhythm(
        met={place: sum(slot.state == "met" for slot in judged if slot.place == place) for place in places},
        owed={place: sum(slot.place == place for slot in judged) for place in places},
        missed=tuple(named) if len(named) <= NAMED else (),
        n_by_reason=dict(sorted(reasons.items(), key=lambda item: (item[0] == "", -item[1], item[0]))),
        is_over=len(judged) == len(slots),
    )


def free(outcome: Outcome, since: date | None) -> list[str]:
    """Return the slots that have passed (since a day) and were not owed, as agreed."""
    passed = [key for key in outcome.facts.get("free", ()) if parse(key).ends <= outcome.cut]
    return [key for key in passed if since is None or parse(key).ends > since]


def _missed(slots: Sequence[SlotOutcome], *, is_one: bool) -> list[Missed]:
    found: list[Missed] = []
    by_slot = sorted(slots, key=lambda slot: (slot.starts, slot.key))
    for key, group in groupby(by_slot, key=lambda slot: slot.key):
        owed = list(group)
        missed = [slot for slot in owed if slot.state == "missed"]
        reasons = {slot.reason for slot in missed}
        if missed and (is_one or (len(missed) == len(owed) > 1 and len(reasons) == 1)):
            found.append(Missed(key, "", missed[0].reason))
        else:
            found += [Missed(key, slot.place, slot.reason) for slot in missed]
    return found
