"""The gate: a finished document is read once more before it leaves, by other eyes than those that made it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lofte.accounts.models import Organisation
from lofte.followup.disclosure import WHOLE, Cell, is_small, withheld
from lofte.followup.models import FollowUpLine
from lofte.followup.queries import ShareKey, out_of, shares_of

FINE_SLOT = re.compile(r"\d{4}-(W\d\d|\d\d-\d\d)")  # a week or a day


@dataclass(frozen=True)
class Leak:
    """Something in an activity that must not leave."""

    activity: int
    title: str
    code: str  # small_share, difference, fine_slot, withheld_in_words


class Leaks(Exception):
    """The document holds what must not leave."""

    def __init__(self, leaks: list[Leak]) -> None:
        super().__init__(", ".join(f"{leak.activity} {leak.code}" for leak in leaks))
        self.leaks = leaks


Out = Mapping[ShareKey, Mapping[int, Cell]]  # every share of the promise that was released


def control(content: dict[str, Any], lines: Iterable[FollowUpLine], *, out: Out | None = None) -> None:
    """Let the content pass, or raise every leak in it: by itself, or beside what is out by now."""
    found = list(lines)
    hidden = {line.figures["number"]: list(_hidden(line)) for line in found}
    leaks = [
        Leak(activity["number"], activity["title"], code)
        for activity in content["activities"]
        for code in _leaks(activity, hidden.get(activity["number"], []))
    ]
    leaks += [
        Leak(line.figures["number"], line.figures["title"], "difference")
        for line in found
        if any(_differs_little(target, out or {}) for target in line.figures["targets"])
    ]
    if leaks:
        raise Leaks(leaks)


def _differs_little(target: dict[str, Any], out: Out) -> bool:
    """Say whether shares that are to be shown give a small number away beside releases since the draft."""
    outcome = target["outcome"]
    if target["withheld"] or not target["facts"]["is_persons"]:
        return False
    cells = {name: Cell(share["part"], share["whole"]) for name, share in shares_of(outcome).items()}
    earlier = out_of(out, outcome["target_id"], outcome["starts"])
    return bool(withheld(cells, total=cells.get(WHOLE), earlier=earlier))


def _hidden(line: FollowUpLine) -> Iterable[dict[str, Any]]:
    """The shares of persons that are withheld in a line, with their figures."""
    for target in line.figures["targets"]:
        if target["withheld"]:
            yield from shares_of(target["outcome"]).values()


def _leaks(activity: dict[str, Any], hidden: list[dict[str, Any]]) -> Iterable[str]:
    is_police = {party["kind"] for party in activity["responsible"]} == {Organisation.Kind.POLICE.value}
    for target in activity["targets"]:
        if target["persons"] and (target["closed"] or any(_is_small(share) for share in _shares(target))):
            yield "small_share"
        if target["persons"] and any(line["in_period"] is not None for line in target["places"]):
            yield "small_share"
        if is_police and any(FINE_SLOT.fullmatch(slot["slot"]) for slot in target["slots"]):
            yield "fine_slot"
        if is_police and target["reached"] and len(target["reached"]) > len("2021-03"):
            yield "fine_slot"
    words = " ".join(text for field in ("sentence", "comment") for text in activity[field].values())
    if any(_says(words, share) for share in hidden):
        yield "withheld_in_words"


def _shares(target: dict[str, Any]) -> list[dict[str, Any]]:
    found = [target["share"], *(place["share"] for place in target["places"])]
    return [share for share in found if share]


def _is_small(share: dict[str, Any]) -> bool:
    return is_small(Cell(share["part"], share["whole"]))


def _says(words: str, share: dict[str, Any]) -> bool:
    """Whether somebody has written the withheld figures into the text: "2 av 11", "18 procent"."""
    part, whole = share["part"], share["whole"]
    found = rf"\b{part}\s+(av|of)\s+(de\s+|the\s+)?{whole}\b"
    if share["share"] is not None:
        found += rf"|\b{round(share['share'])}\s*(%|procent|per cent)"
    return re.search(found, words) is not None
