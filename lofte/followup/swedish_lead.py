"""The follow-up's first sentence and what changed since last time, in Swedish. Pure."""

import re
from collections.abc import Sequence

from lofte.base.wording import count_word, listed, number
from lofte.followup.facts import Behind, Since, Summary
from lofte.followup.swedish_places import at_places

IS = {
    "on_track": "följer planen",
    "behind": "ligger efter",
    "done": "löftet är hållet",
    "not_met": "löftet är inte hållet",
    "cannot_be_judged": "kan inte bedömas",
    "stopped": "arbetet är stoppat",
}
WAS = {
    "on_track": "följde planen",
    "behind": "låg efter",
    "done": "löftet var hållet",
    "not_met": "löftet var inte hållet",
    "cannot_be_judged": "kunde inte bedömas",
    "stopped": "arbetet var stoppat",
}
NAMED = 3  # more than these are counted, not named
PLACES = 2  # more places than these are counted
PREPOSITIONS = re.compile(r"\b(?:på|i|för|av|vid|till|med|om)\b")


def lead(summary: Summary) -> str:
    """The page's first sentence: the answer."""
    in_words = _in_words(summary)
    if summary.n_counted == 0:
        who = "den enda aktiviteten" if summary.n_in_words == 1 else _all(summary.n_in_words)
        return f"Inget i löftet går att räkna: {who} redovisas i ord."
    if summary.n_counted == 1:
        return f"{_only(summary)}.{in_words}"
    if summary.n_unjudged == summary.n_counted:
        many = count_word(summary.n_counted, "sv")
        return f"Ingen av de {many} aktiviteter som går att räkna kan bedömas än.{in_words}"
    return f"{_standing(summary)}{_not_following(summary)}.{in_words}"


def _all(n: int) -> str:
    return "båda aktiviteterna" if n == 2 else f"alla {count_word(n, 'sv')} aktiviteter"


def _only(summary: Summary) -> str:
    """One activity alone: it is named where it does not go as planned."""
    only = "Den enda aktivitet som går att räkna"
    if summary.n_unjudged:
        return f"{only} kan inte bedömas än"
    if summary.n_stopped:
        return f"{only} är stoppad"
    if summary.not_met:
        return f"{only}, {_named(summary.not_met)}, genomfördes inte som lovat"
    if summary.behind:
        return f"{only}, {_named(summary.behind)}, följer inte planen{_when(summary)}"
    return f"{only} {'genomfördes som lovat' if summary.is_over else 'följer planen'}{_when(summary)}"


def _when(summary: Summary) -> str:
    return "" if summary.is_over else f" efter {_months(summary.n_months)}"


def _standing(summary: Summary) -> str:
    n, well = summary.n_counted, summary.n_on_track + summary.n_done
    when = _when(summary)
    many = f"{count_word(n, 'sv')} aktiviteter som går att räkna"
    if well == n:
        every = f"{_all(n)} som går att räkna"
        kept = "genomfördes som lovat" if summary.is_over else "följer planen"
        return f"{every[0].upper()}{every[1:]} {kept}{when}"
    word = "ingen" if well == 0 else count_word(well, "sv")
    if summary.is_over:
        return f"Av de {many} genomfördes {word} som lovat"
    return f"Av de {many} följer {word} planen{when}"


def _months(n: int) -> str:
    if n == 0:
        return "mindre än en månad"
    return "en månad" if n == 1 else f"{count_word(n, 'sv')} månader"


def _not_following(summary: Summary) -> str:
    parts = []
    if summary.behind:
        parts.append(f"{_named(summary.behind)} ligger efter")
    if summary.not_met:
        promise = "löftet" if len(summary.not_met) == 1 else "löftena"
        parts.append(f"{promise} om {_named(summary.not_met)} hölls inte")
    if summary.n_unjudged:
        parts.append(f"{count_word(summary.n_unjudged, 'sv')} kan inte bedömas än")
    if summary.n_stopped:
        is_stopped = "är stoppade" if summary.n_stopped > 1 else "är stoppad"
        parts.append(f"{count_word(summary.n_stopped, 'sv')} {is_stopped}")
    return "".join(f"; {part}" for part in parts)


def _named(behind: Sequence[Behind]) -> str:
    names = [_name(item) for item in behind[:NAMED]]
    n_more = len(behind) - NAMED
    return listed([*names, *([f"{count_word(n_more, 'sv')} till"] if n_more > 0 else [])], "sv")


def _name(item: Behind) -> str:
    """trafikkontroll på Österängen; a name that has a preposition already takes its places in brackets."""
    if not item.places:
        return item.name.sv
    n = len(item.places)
    where = at_places(item.places, item.prepositions) if n <= PLACES else f"i {count_word(n, 'sv')} områden"
    return f"{item.name.sv} ({where})" if PREPOSITIONS.search(item.name.sv) else f"{item.name.sv} {where}"


def _in_words(summary: Summary) -> str:
    if not summary.n_in_words:
        return ""
    word = count_word(summary.n_in_words, "sv")
    return f" {word[0].upper()}{word[1:]} redovisas i ord."


def since(name: str, now: Since, before: Since) -> str:
    """What is different from last time; empty when nothing worth a sentence is."""
    if now.window == before.window and now.status != before.status:
        return f"{name}: {WAS[before.status]} förra gången, {IS[now.status]} nu."
    if now.n_in_period is None or before.n_in_period is None or now.n_in_period == before.n_in_period:
        return ""
    more = "fler" if now.n_in_period > before.n_in_period else "färre"
    difference = abs(now.n_in_period - before.n_in_period)
    return (
        f"{name}: {number(now.n_in_period, 'sv')} den här perioden,"
        f" {number(difference, 'sv')} {more} än förra ({number(before.n_in_period, 'sv')})."
    )
