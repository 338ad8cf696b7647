"""The follow-up's first sentence and what changed since last time, in English. Pure."""

from collections.abc import Sequence

from lofte.base.wording import count_word, listed, number
from lofte.followup.english import at_places
from lofte.followup.facts import Behind, Since, Summary

IS = {
    "on_track": "on track",
    "behind": "behind",
    "done": "kept",
    "not_met": "not kept",
    "cannot_be_judged": "cannot be judged",
    "stopped": "stopped",
}
NAMED = 3  # more than these are counted, not named
PLACES = 2  # more places than these are counted


def lead(summary: Summary) -> str:
    """The page's first sentence: the answer."""
    if summary.n_counted == 0:
        who = "the only activity is" if summary.n_in_words == 1 else f"{_all(summary.n_in_words)} are"
        return f"Nothing in the promise can be counted: {who} told in words."
    if summary.n_counted == 1:
        return f"{_only(summary)}.{_in_words(summary)}"
    if summary.n_unjudged == summary.n_counted:
        many = count_word(summary.n_counted, "en")
        return f"None of the {many} activities that can be counted can be judged yet.{_in_words(summary)}"
    return f"{_standing(summary)}{_not_following(summary)}.{_in_words(summary)}"


def _all(n: int) -> str:
    return "both activities" if n == 2 else f"all {count_word(n, 'en')} activities"


def _only(summary: Summary) -> str:
    """One activity alone: it is named where it does not go as planned."""
    only = "The only activity that can be counted"
    if summary.n_unjudged:
        return f"{only} cannot be judged yet"
    if summary.n_stopped:
        return f"{only} has been stopped"
    if summary.not_met:
        return f"{only}, {_named(summary.not_met)}, was not done as promised"
    if summary.behind:
        return f"{only}, {_named(summary.behind)}, is not on track{_when(summary)}"
    return f"{only} {_are(1, summary)}"


def _when(summary: Summary) -> str:
    if summary.is_over:
        return ""
    if summary.n_months == 0:
        return " after less than a month"
    months = "one month" if summary.n_months == 1 else f"{count_word(summary.n_months, 'en')} months"
    return f" after {months}"


def _standing(summary: Summary) -> str:
    n, well = summary.n_counted, summary.n_on_track + summary.n_done
    many = f"{count_word(n, 'en')} activities that can be counted"
    if well == n:
        every = _all(n)
        return f"{every[0].upper()}{every[1:]} that can be counted {_are(n, summary)}"
    return f"Of the {many}, {count_word(well, 'en')} {_are(well, summary)}"


def _are(n: int, summary: Summary) -> str:
    """are on track after four months; was done as promised"""
    if summary.is_over:
        return f"{'was' if n == 1 else 'were'} done as promised"
    return f"{'is' if n == 1 else 'are'} on track{_when(summary)}"


def _not_following(summary: Summary) -> str:
    parts = []
    if summary.behind:
        is_one = len(summary.behind) == 1 and not summary.behind[0].is_plural
        parts.append(f"{_named(summary.behind)} {'is' if is_one else 'are'} behind")
    if summary.not_met:
        promise, was = ("promise", "was") if len(summary.not_met) == 1 else ("promises", "were")
        parts.append(f"the {promise} on {_named(summary.not_met)} {was} not kept")
    if summary.n_unjudged:
        parts.append(f"{count_word(summary.n_unjudged, 'en')} cannot be judged yet")
    if summary.n_stopped:
        has = "has" if summary.n_stopped == 1 else "have"
        parts.append(f"{count_word(summary.n_stopped, 'en')} {has} been stopped")
    return "".join(f"; {part}" for part in parts)


def _named(behind: Sequence[Behind]) -> str:
    names = [f"{item.name.en}{_where(item)}" for item in behind[:NAMED]]
    n_more = len(behind) - NAMED
    return listed([*names, *([f"{count_word(n_more, 'en')} more"] if n_more > 0 else [])], "en")


def _where(item: Behind) -> str:
    if not item.places:
        return ""
    n = len(item.places)
    return f" {at_places(item.places)}" if n <= PLACES else f" in {count_word(n, 'en')} areas"


def _in_words(summary: Summary) -> str:
    if not summary.n_in_words:
        return ""
    word = count_word(summary.n_in_words, "en")
    return f" {word[0].upper()}{word[1:]} {'is' if summary.n_in_words == 1 else 'are'} told in words."


def since(name: str, now: Since, before: Since) -> str:
    """What is different from last time; empty when nothing worth a sentence is."""
    if now.window == before.window and now.status != before.status:
        return f"{name}: {IS[before.status]} last time, {IS[now.status]} now."
    if now.n_in_period is None or before.n_in_period is None or now.n_in_period == before.n_in_period:
        return ""
    more = "more" if now.n_in_period > before.n_in_period else "fewer"
    difference = abs(now.n_in_period - before.n_in_period)
    return (
        f"{name}: {number(now.n_in_period, 'en')} this period,"
        f" {number(difference, 'en')} {more} than the last ({number(before.n_in_period, 'en')})."
    )
