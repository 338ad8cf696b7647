"""What is found when a promise is tried, in plain words; and the years behind it as a table."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext, ngettext

from lofte.base import wording
from lofte.charts.table import Table
from lofte.charts.words import of as words_of
from lofte.work import words
from lofte.work.weighing.rules import Finding
from lofte.work.weighing.trying import TriedTarget

Facts = Mapping[str, Any]


def sentence(finding: Finding) -> str:
    """Say one finding."""
    return _SAID[finding.code](finding.facts)


def _n(value: Fraction | float, decimals: int = 0) -> str:
    exact = float(value)
    return wording.number(exact, words.language(), 1 if decimals == 0 and 0 < exact < 10 else decimals)


def _month(number: int) -> str:
    return wording.month(date(2026, number, 1), words.language())


def _percent(value: Fraction | float) -> str:
    return wording.percent(round(float(value)), words.language(), 0)


def _said(text: str, **values: str) -> str:
    return text % values


def _a_year(f: Facts) -> str:
    return _said(gettext("%(n)s på hela tiden är %(yearly)s om året."), n=_n(f["n"]), yearly=_n(f["yearly"]))


def _a_week(f: Facts) -> str:
    return _said(gettext("%(yearly)s om året är %(n)s i veckan."), yearly=_n(f["yearly"]), n=_n(f["n"]))


def _a_month(f: Facts) -> str:
    return _said(gettext("%(yearly)s om året är %(n)s i månaden."), yearly=_n(f["yearly"]), n=_n(f["n"]))


def _seldom(f: Facts) -> str:
    return _said(
        gettext("%(yearly)s om året är ett ungefär var %(n)s vecka."),
        yearly=_n(f["yearly"]),
        n=wording.ordinal(max(2, round(f["n_weeks"])), words.language()),
    )


def _in_all(f: Facts) -> str:
    return _said(
        gettext("Gånger %(places)s områden blir det %(total)s om året."),
        places=_n(f["n_places"], 1),
        total=_n(f["total"]),
    )


def _span(low: Fraction, high: Fraction) -> str:
    return _n(low) if low == high else f"{_n(low)}\N{EN DASH}{_n(high)}"


def _where(f: Facts) -> str:
    return f"{f['place']}: " if f["place"] else ""


def _two_years(f: Facts) -> str:
    said = gettext("Loggens senaste två år ger %(n)s om året.")
    return _where(f) + _said(said, n=_span(f["low"], f["high"]))


def _one_year(f: Facts) -> str:
    return _where(f) + _said(gettext("Loggens senaste tolv månader ger %(n)s."), n=_n(f["low"]))


def _some_months(f: Facts) -> str:
    said = ngettext(
        "Loggen har bara %(months)s månad av det här. I samma takt blir det %(n)s på ett år.",
        "Loggen har bara %(months)s månader av det här. I samma takt blir det %(n)s på ett år.",
        f["n_months"],
    )
    return _where(f) + _said(said, months=str(f["n_months"]), n=_n(f["low"]))


def _nothing(f: Facts) -> str:
    return gettext("Inget sådant arbete är loggat de senaste två åren. Det finns inget att jämföra med.")


def _too_high(f: Facts) -> str:
    where = wording.listed(f["places"], words.language())
    if f["times"] is None:
        said = gettext("Där är inget sådant gjort alls: %(where)s.") if where else _nothing(f)
        return _said(said, where=where) if where else said
    times = wording.number(float(f["times"]), words.language(), 1)
    if where:
        said = gettext(
            "Det är mycket mer än något av åren i %(where)s: %(times)s gånger det bästa. Hinner ni det?"
        )
        return _said(said, where=where, times=times)
    return _said(
        gettext("Det är mycket mer än något av åren: %(times)s gånger det bästa. Hinner ni det?"), times=times
    )


def _too_low(f: Facts) -> str:
    said = gettext(
        "Med samma arbete som senast är talet nått redan i %(month)s. Då säger det inget om resten av året."
    )
    return _said(said, month=_month(f["month"]))


def _over_cap(f: Facts) -> str:
    return _said(gettext("Loggen har ett år med %(n)s: då hade taket passerats."), n=_n(f["n"]))


def _period_unclear(f: Facts) -> str:
    return _said(
        gettext("Perioden är oklar: %(n)s om året, eller %(n)s på hela tiden? Välj per."), n=_n(f["n"])
    )


def _places_unclear(f: Facts) -> str:
    said = gettext(
        "Det är inte avgjort om %(n)s gäller varje område (%(total)s sammanlagt) eller alla tillsammans."
    )
    return _said(said, n=_n(f["n"]), total=_n(f["total"]))


def _kept(f: Facts) -> str:
    said = gettext("De senaste tolv månaderna gjordes det %(n)s av %(of)s gånger.")
    return _said(said, n=_n(f["n"], 1), of=_n(f["of"], 1))


def _seldom_kept(f: Facts) -> str:
    return gettext("Det är färre än nio av tio. Går det som förut ligger löftet efter från början.")


def _share_was(f: Facts) -> str:
    said = gettext("Loggens bästa år har %(n)s att ta andelen av, och andelen var %(share)s.")
    return _said(said, n=_n(f["n"], 1), share=_percent(f["share"]))


def _share_unsure(f: Facts) -> str:
    said = _said(
        gettext(
            "Ett tertial ger ungefär %(n)s. "
            "Då kan %(share)s inte skiljas från allt mellan %(low)s och %(high)s."
        ),
        n=str(f["n"]),
        share=_percent(f["share"]),
        low=_percent(f["low"]),
        high=_percent(f["high"]),
    )
    if "year_low" not in f:
        return said + " " + gettext("Bedöm andelen per år.")
    more = gettext("Inte heller ett helt år räcker: %(low)s till %(high)s. Lova ett antal i stället.")
    return f"{said} {_said(more, low=_percent(f['year_low']), high=_percent(f['year_high']))}"


def _share_hidden(f: Facts) -> str:
    said = gettext("Andelen kan inte visas per tertial: ungefär %(n)s personer är så få att de kan pekas ut.")
    return _said(said, n=str(f["n"]))


def _uneven(f: Facts) -> str:
    said = gettext(
        "Arbetet är ojämnt över året: mest i %(most)s, minst i %(least)s. Låt det väntade följa säsongen."
    )
    return _said(said, most=_month(f["most"]), least=_month(f["least"]))


_SAID: dict[str, Callable[[Facts], str]] = {
    "a_year": _a_year,
    "a_week": _a_week,
    "a_month": _a_month,
    "seldom": _seldom,
    "in_all": _in_all,
    "two_years": _two_years,
    "one_year": _one_year,
    "some_months": _some_months,
    "nothing": _nothing,
    "too_high": _too_high,
    "too_low": _too_low,
    "over_cap": _over_cap,
    "period_unclear": _period_unclear,
    "places_unclear": _places_unclear,
    "kept": _kept,
    "seldom_kept": _seldom_kept,
    "share_was": _share_was,
    "share_unsure": _share_unsure,
    "share_hidden": _share_hidden,
    "uneven": _uneven,
}


def table(tried: TriedTarget) -> Table | None:
    """Return the years of the log by place, with what is promised a year; None where there is nothing."""
    rows = [
        (
            one.place or words_of(words.language()).all_places,
            *(_n(year) for year in reversed(one.years())),
        )
        for one in tried.histories
        if len(one.years()) == 2 and tried.target.kind != "share"
    ]
    if not rows:
        return None
    promised = tried.tried.yearly
    said = "" if promised is None else _n(promised)
    header = (gettext("Område"), gettext("År 1"), gettext("År 2"), gettext("Lovat per år"))
    caption = gettext("Loggens senaste två år, tolv månader i taget")
    return Table(caption, header, tuple((*row, said) for row in rows))
