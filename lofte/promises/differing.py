"""What a revision changes, term by term: each with what it said and what it says, in Swedish and English."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from lofte.base import wording
from lofte.promises import language
from lofte.promises.models import Target
from lofte.promises.special import WEEKDAYS

Both = dict[str, str]
LANGUAGES = ("sv", "en")


@dataclass(frozen=True)
class ChangedTerm:
    """A term in one language, as pages and print show it."""

    what: str
    now: str
    before: str
    own_words: bool


@dataclass(frozen=True)
class Difference:
    """A term that reads otherwise; `is_quoted` where its values are the promise's own Swedish."""

    what: Both
    before: Both
    after: Both
    is_quoted: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it as it is published."""
        return {
            "what": self.what,
            "before": self.before,
            "after": self.after,
            "own_words": self.is_quoted,
        }


def in_language(plain: Iterable[Mapping[str, Any]], spoken: str) -> list[ChangedTerm]:
    """Return differences as they are published in one language."""
    return [
        ChangedTerm(one["what"][spoken], one["after"][spoken], one["before"][spoken], one["own_words"])
        for one in plain
    ]


def _text(name: str) -> Callable[[Target], str]:
    return lambda target: str(getattr(target, name))


def _choice(name: str) -> Callable[[Target], str]:
    return lambda target: str(getattr(target, f"get_{name}_display")()) if getattr(target, name) else ""


def _number(name: str) -> Callable[[Target], str]:
    def said(target: Target) -> str:
        value: Decimal | int | None = getattr(target, name)
        return "" if value is None else wording.number(float(value), language.current(), 2)

    return said


def _yes(name: str) -> Callable[[Target], str]:
    return lambda target: gettext("ja") if getattr(target, name) else gettext("nej")


def _day(name: str, back: int = 0) -> Callable[[Target], str]:
    def said(target: Target) -> str:
        day = getattr(target, name)
        return "" if day is None else wording.day_long(day - timedelta(days=back), language.current())

    return said


def _clock(name: str) -> Callable[[Target], str]:
    def said(target: Target) -> str:
        time = getattr(target, name)
        return "" if time is None else wording.clock(time, language.current())

    return said


def _named(name: str) -> Callable[[Target], str]:
    """Name a row that has a name in both languages."""

    def said(target: Target) -> str:
        row = getattr(target, name)
        if row is None:
            return ""
        return str((row.name_en or row.name) if language.current() == "en" else row.name)

    return said


def _listed(rows: str, name: Callable[[Any], str]) -> Callable[[Target], str]:
    """Name what hangs on a target; in which order it was entered says nothing."""
    return lambda target: wording.listed(
        sorted(name(row) for row in getattr(target, rows).all()), language.current()
    )


def _each_place(target: Target) -> str:
    if target.each_place is None:
        return ""
    return gettext("varje område för sig") if target.each_place else gettext("områdena tillsammans")


def _weekdays(target: Target) -> str:
    days = WEEKDAYS[language.current()]
    return wording.listed([days[int(day) - 1] for day in target.weekdays], language.current())


def _months(target: Target) -> str:
    if target.pace != Target.Pace.SEASON:  # weights that nobody asks for say nothing
        return ""
    return " ".join(wording.number(float(weight), language.current(), 2) for weight in target.month_weights)


def _points(target: Target) -> str:
    if target.pace != Target.Pace.POINTS:
        return ""
    rows = sorted(target.points.all(), key=lambda row: row.ends)
    said = [
        gettext("%(n)s till och med %(day)s")
        % {
            "n": wording.number(float(row.done), language.current(), 2),
            "day": wording.day_long(row.ends - timedelta(days=1), language.current()),
        }
        for row in rows
    ]
    return wording.listed(said, language.current())


TERMS: dict[str, tuple[Any, Callable[[Target], str]]] = {
    "kind": (gettext_lazy("Slags mål"), _choice("kind")),
    "comparator": (gettext_lazy("Jämförelse"), _choice("comparator")),
    "value": (gettext_lazy("Tal"), _number("value")),
    "upper": (gettext_lazy("Övre tal"), _number("upper")),
    "unit": (gettext_lazy("Enhet, som löftet säger den"), _text("unit")),
    "per": (gettext_lazy("Per"), _choice("per")),
    "held": (gettext_lazy("Takt: varje eller i snitt?"), _choice("held")),
    "kind_of_work": (gettext_lazy("Arbete som räknas"), _named("kind_of_work")),
    "quantity": (gettext_lazy("Mängd som räknas"), _named("quantity")),
    "whole": (gettext_lazy("Andel av"), _named("whole")),
    "minimum_minutes": (gettext_lazy("Minsta längd i minuter"), _number("minimum_minutes")),
    "counted_state": (gettext_lazy("Ärenden räknas när de är"), _choice("counted_state")),
    "only_own_entries": (
        gettext_lazy("Räkna bara arbete som loggats på just den här aktiviteten"),
        _yes("only_own_entries"),
    ),
    "places": (gettext_lazy("Områden"), _listed("places", lambda row: row.area_set.name)),
    "over_prioritised_areas": (
        gettext_lazy("I de områden som kommunen prioriterat, dag för dag"),
        _yes("over_prioritised_areas"),
    ),
    "each_place": (gettext_lazy("Gäller talet varje område?"), _each_place),
    "spots": (
        gettext_lazy("Platser som ska täckas var för sig"),
        _listed("spots", lambda row: row.place.name),
    ),
    "starts": (gettext_lazy("Egen första dag"), _day("starts")),
    "ends": (gettext_lazy("Egen sista dag"), _day("ends", back=1)),
    "weekdays": (gettext_lazy("Veckodagar"), _weekdays),
    "clock_from": (gettext_lazy("Från klockan"), _clock("clock_from")),
    "clock_to": (gettext_lazy("Till klockan"), _clock("clock_to")),
    "skips_holidays": (gettext_lazy("Inte på helgdagar"), _yes("skips_holidays")),
    "recipients": (
        gettext_lazy("Ska delas med"),
        _listed("recipients", lambda row: row.organisation.short_name),
    ),
    "occasion_kind": (gettext_lazy("Vid, eller efter, varje"), _named("occasion_kind")),
    "indicator": (gettext_lazy("Mätetal"), _named("indicator")),
    "reads_as": (gettext_lazy("Mätetalet läses som"), _choice("reads_as")),
    "direction": (gettext_lazy("Förändringens riktning"), _choice("direction")),
    "baseline": (gettext_lazy("Utgångsläge"), _number("baseline")),
    "baseline_on": (gettext_lazy("Utgångslägets dag"), _day("baseline_on")),
    "sign": (gettext_lazy("Tecken på att det är uppfyllt"), _text("sign")),
    "pace": (gettext_lazy("Takt över tiden"), _choice("pace")),
    "month_weights": (gettext_lazy("Månadernas vikter"), _months),
    "points": (gettext_lazy("Delmål"), _points),
}
IN_OWN_WORDS = frozenset({"unit", "sign", "places", "spots", "recipients"})  # as the promise writes them


def differences(before: Target, after: Target) -> tuple[Difference, ...]:
    """Return each term that two readings of a target say otherwise, in the order of the form."""
    old, new = ({spoken: _said(target, spoken) for spoken in LANGUAGES} for target in (before, after))
    return tuple(
        Difference(
            what={spoken: _name(name, spoken) for spoken in LANGUAGES},
            before={spoken: old[spoken][name] for spoken in LANGUAGES},
            after={spoken: new[spoken][name] for spoken in LANGUAGES},
            is_quoted=name in IN_OWN_WORDS,
        )
        for name in TERMS
        if any(old[spoken][name] != new[spoken][name] for spoken in LANGUAGES)
    )


def _said(target: Target, spoken: str) -> dict[str, str]:
    with translation.override(spoken):
        return {name: said(target) for name, (_, said) in TERMS.items()}


def _name(name: str, spoken: str) -> str:
    with translation.override(spoken):
        return capfirst(str(TERMS[name][0])).rstrip("?")
