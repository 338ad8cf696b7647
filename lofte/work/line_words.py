"""A target's lines in a few words, for lists where a sentence has no room: what is done of what."""

from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from django.utils.translation import gettext

from lofte.base import wording
from lofte.work import words
from lofte.work.outcomes import Outcome, PlaceOutcome


def done(outcome: Outcome) -> str:
    """Say how far a target has come: ``Norra 12 av 30 och Södra 4 av 30``; of a share ``14 %``."""
    if outcome.share is not None and outcome.share.share is not None:
        return wording.percent(outcome.share.share, words.language())
    return _listed(_done(line) for line in outcome.places if line.promised is not None)


def behind(outcome: Outcome) -> str:
    """Say how far behind it is, where: ``Norra 0 av väntade 10``; of a share ``14 %, lovat 20 %``."""
    lines = [line for line in outcome.places if line.status == "behind"]
    if outcome.share is not None and len(outcome.places) == 1:
        return _under(replace(lines[0], place=""))
    if outcome.share is not None:
        return _listed(_under(line) for line in lines)
    return _listed(_late(line) for line in lines)


def _listed(each: Iterable[str]) -> str:
    return wording.listed(list(each), words.language())


def _done(line: PlaceOutcome) -> str:
    promised = wording.number(line.promised or 0, words.language())
    return _at(line, gettext("%(done)s av %(promised)s") % {"done": _figure(line), "promised": promised})


def _late(line: PlaceOutcome) -> str:
    expected = wording.number(ceil(line.expected or 0), words.language())
    return _at(
        line, gettext("%(done)s av väntade %(expected)s") % {"done": _figure(line), "expected": expected}
    )


def _under(line: PlaceOutcome) -> str:
    share = line.share.share if line.share is not None else None
    figures = (wording.percent(value or 0, words.language()) for value in (share, line.promised))
    return _at(
        line,
        gettext("%(share)s, lovat %(promised)s") % dict(zip(("share", "promised"), figures, strict=True)),
    )


def _figure(line: PlaceOutcome) -> str:
    return wording.number(line.done, words.language())


def _at(line: PlaceOutcome, said: str) -> str:
    return f"{line.place} {said}" if line.place else said
