"""How a target's number spreads over its time: the fields for it, and what they say."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.periods.calendar import Period
from lofte.periods.pacing import MONTHS, Point, wrong_points
from lofte.promises.models import Promise, Target
from lofte.promises.rules import LATEST, PACED, begins_anew

LONGEST_LIST = 2000  # characters
MOST_POINTS = 60
HEAVIEST = 1000  # a month's weight
_LINE = re.compile(r"^(\d{4}-\d\d-\d\d)\s*[:;]?\s+([\d\s\N{NO-BREAK SPACE}]+(?:[.,]\d{1,2})?)$")
WRONG_POINTS = {
    "same_day": gettext_lazy("Två delmål har samma dag. Behåll det ena."),
    "outside": gettext_lazy("Ett delmål ligger utanför målets tid. Välj en dag inom den."),
    "falling": gettext_lazy("Delmålen räknas från början, så de kan inte minska. Kontrollera talen."),
    "too_much": gettext_lazy("Ett delmål är större än det som är lovat. Kontrollera talen."),
    "other_end": gettext_lazy(
        "Sista dagens delmål måste vara just det som är lovat. Ta bort det, eller ändra talet."
    ),
}


class PaceMixin(forms.Form):
    """Even, by the season, or through given points."""

    pace = forms.ChoiceField(
        label=gettext_lazy("Så mycket borde vara gjort längs vägen"),
        choices=Target.Pace.choices,
        required=False,
    )
    month_weights = forms.CharField(
        label=gettext_lazy("Månadernas vikter, vid säsong"),
        help_text=gettext_lazy(
            "Tolv hela tal, januari till december, till exempel 4 4 6 8 10 12 14 14 10 8 6 4. "
            "De vägs mot varandra; noll är en månad då inget väntas."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        max_length=120,
        required=False,
    )
    points = forms.CharField(
        label=gettext_lazy("Delmål, ett på varje rad"),
        help_text=gettext_lazy(
            "Dagen och hur mycket som ska vara gjort till och med den, till exempel 2026-04-30: 200. "
            "Mellan delmålen väntas jämn takt, och sista dagen det som är lovat."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        max_length=LONGEST_LIST,
        required=False,
    )

    def clean_pace(self) -> str:
        return self.cleaned_data["pace"] or Target.Pace.EVEN.value

    def clean_month_weights(self) -> tuple[int, ...]:
        words = re.split(r"[\s,;]+", self.cleaned_data["month_weights"].strip(" ,;\n"))
        if words == [""]:
            return ()
        is_whole = all(re.fullmatch(r"\d{1,4}", word) for word in words)
        if not is_whole or len(words) != MONTHS:
            raise forms.ValidationError(gettext("Skriv tolv hela tal, ett för varje månad."), code="months")
        weights = tuple(int(word) for word in words)
        if sum(weights) == 0 or max(weights) > HEAVIEST:
            said = gettext("Någon månad måste ha en vikt, och ingen mer än 1 000.")
            raise forms.ValidationError(said, code="weight")
        return weights

    def clean_points(self) -> tuple[tuple[date, Decimal], ...]:
        lines = [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]
        if len(lines) > MOST_POINTS:
            raise forms.ValidationError(
                gettext("Det är för många delmål. Högst 60 går att ange."), code="many"
            )
        return tuple(sorted(_point(line) for line in lines))

    def clean_paced(self, cleaned: Mapping[str, Any], promise: Promise) -> None:
        """Refuse a pace that lacks what it needs, or that the target cannot have."""
        pace = cleaned.get("pace", Target.Pace.EVEN)
        if pace == Target.Pace.EVEN or {"value", "starts", "last_day"} & set(self.errors):
            return
        if cleaned.get("kind") not in PACED or cleaned.get("comparator") == Target.Comparator.AT_MOST:
            said = gettext("Bara ett antal som ska nås har delmål eller säsong. Välj jämnt.")
            self.add_error("pace", forms.ValidationError(said, code="no_pace"))
        elif (
            pace == Target.Pace.SEASON
            and not cleaned.get("month_weights")
            and "month_weights" not in self.errors
        ):
            said = gettext("Skriv vad månaderna väger, eller välj jämnt.")
            self.add_error("month_weights", forms.ValidationError(said, code="no_months"))
        elif pace == Target.Pace.POINTS and "points" not in self.errors:
            self._clean_points_within(cleaned, promise)

    def _clean_points_within(self, cleaned: Mapping[str, Any], promise: Promise) -> None:
        starts, last = cleaned.get("starts") or promise.starts, cleaned.get("last_day")
        window = Period(starts, last + timedelta(days=1) if last else promise.ends)
        value, points = cleaned.get("value"), cleaned.get("points", ())
        said = ""
        if not points:
            said = gettext("Skriv minst ett delmål, eller välj jämnt.")
        elif value is None:
            said = gettext("Skriv talet som delmålen leder till.")
        elif begins_anew(cleaned.get("per", ""), window.starts, window.ends):
            said = gettext(
                "Målet börjar om flera gånger under sin tid. Då går det bara att välja jämnt eller säsong."
            )
        else:
            promised = Fraction(value)
            found = wrong_points(
                [Point(day, Fraction(done)) for day, done in points], window=window, promised=promised
            )
            said = str(WRONG_POINTS[found]) if found else ""
        if said:
            self.add_error("points", forms.ValidationError(said, code="points"))

    def pace_terms(self) -> dict[str, Any]:
        """Return what was written: only what the chosen pace needs."""
        pace = self.cleaned_data["pace"]
        return {
            "pace": pace,
            "month_weights": self.cleaned_data["month_weights"] if pace == Target.Pace.SEASON else (),
            "points": self.cleaned_data["points"] if pace == Target.Pace.POINTS else (),
        }


def _point(line: str) -> tuple[date, Decimal]:
    """Read one line: a day counted in, and how much is done then."""
    found = _LINE.match(line)
    day = _day(found[1]) if found else None
    if found is None or day is None:
        said = gettext(
            "Raden ”%(line)s” går inte att läsa. Skriv dagen och talet, till exempel 2026-04-30: 200."
        )
        raise forms.ValidationError(said % {"line": line[:60]}, code="line")
    return day + timedelta(days=1), Decimal(re.sub(r"\s", "", found[2]).replace(",", "."))


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return None
    return day if day <= LATEST else None


def pace_values(target: Target) -> dict[str, Any]:
    """Return what a target's pace looks like in its form."""
    lines = (
        f"{(one.ends - timedelta(days=1)).isoformat()}: {one.done.normalize():f}"
        for one in sorted(target.points.all(), key=lambda one: one.ends)
    )
    return {
        "pace": target.pace,
        "month_weights": " ".join(str(weight) for weight in target.month_weights),
        "points": "\n".join(lines),
    }
