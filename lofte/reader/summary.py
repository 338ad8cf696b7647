"""The draft in calm Swedish, for a person at a terminal."""

from lofte.reader.draft import Activity, Draft, Period, Target

PARTIES = {
    "police": "polisen",
    "municipality": "kommunen",
    "housing": "bostadsbolag",
    "association": "förening",
    "other": "annan part",
}
COMPARATORS = {">=": "minst ", "<=": "högst ", "=": "", "~": "ungefär "}
SLOTS = {
    "day": "per dag",
    "week": "i veckan",
    "month": "i månaden",
    "quarter": "per kvartal",
    "tertial": "per tertial",
    "term": "per termin",
    "season": "per säsong",
    "year": "per år",
    "period": "under perioden",
    "night": "per natt",
    "occasion": "per tillfälle",
}
KINDS = {
    "coverage": "varje gång, överallt",
    "slot": "på fast tid",
    "milestone": "en sak som ska bli klar",
    "on_demand": "när det behövs",
    "follow_on": "efter varje händelse",
    "indicator": "ett läge som mäts",
    "qualitative": "utan tal",
}
RHYTHMS = {
    "week": "varje vecka",
    "month": "varje månad",
    "quarter": "varje kvartal",
    "tertial": "varje tertial",
    "half_year": "varje halvår",
    "year": "varje år",
    "end": "när löftet är slut",
}
WIDTH = 110


def summary(draft: Draft) -> str:
    """Return the draft as a page of text."""
    lines = [draft.title or "Utan rubrik", "=" * len(draft.title or "Utan rubrik"), ""]
    lines += list(facts(draft))
    lines += section(
        "Löften", [f"{number}. {promise.text}" for number, promise in enumerate(draft.promises, 1)]
    )
    lines += section(
        "Aktiviteter",
        [line for number, one in enumerate(draft.activities, 1) for line in activity(number, one)],
    )
    lines += section("Frågor att svara på", counted([question.text for question in draft.questions]))
    lines += section("Att skärpa", counted([warning.message for warning in draft.warnings]))
    return "\n".join(lines).rstrip() + "\n"


def facts(draft: Draft) -> list[str]:
    found = [
        ("Parter", ", ".join(party.name for party in draft.parties) or "inte nämnda"),
        ("Gäller", span(draft.period) if draft.period else "står inte"),
        ("Undertecknat", signed(draft)),
        ("Förlänger", draft.extends or ""),
        ("Fokusområden", ", ".join(draft.focus_areas)),
        (
            "Följs upp",
            ", ".join(
                part
                for part in (RHYTHMS.get(draft.follow_up.rhythm or "", ""), *draft.follow_up.channels)
                if part
            ),
        ),
    ]
    return [f"{name + ':':<14} {value}" for name, value in found if value]


def signed(draft: Draft) -> str:
    where = " ".join(
        part for part in (draft.signed_at, draft.agreed_on.isoformat() if draft.agreed_on else None) if part
    )
    people = ", ".join(
        f"{person.name} ({person.role})" if person.role else person.name for person in draft.signatories
    )
    return "; ".join(part for part in (where, people) if part) or "nej"


def span(period: Period) -> str:
    return f"{period.start.isoformat()} – {period.end.isoformat()}"


def section(title: str, lines: list[str]) -> list[str]:
    return (
        ["", f"{title} ({len([line for line in lines if not line.startswith(' ')])})", *lines]
        if lines
        else []
    )


def activity(number: int, one: Activity) -> list[str]:
    who = " och ".join(PARTIES[kind] for kind in one.responsible) or "ingen nämnd"
    helped = f", med {' och '.join(PARTIES[kind] for kind in one.contributing)}" if one.contributing else ""
    lines = [
        f"{number}. {shortened(one.text)}",
        f"     {who}{helped}" + (f" · {', '.join(one.places)}" if one.places else ""),
    ]
    lines += [f"     → {said(target)}" for target in one.targets]
    lines += [
        f"     utfall: "
        f"{number_of(outcome.value) if outcome.value is not None else shortened(outcome.text)} "
        f"{outcome.unit or ''}".rstrip()
        for outcome in one.outcomes
    ]
    return lines


def said(target: Target) -> str:
    if target.value is None:
        return " ".join(
            part for part in (KINDS.get(target.kind, target.kind), SLOTS.get(target.per or "", "")) if part
        )
    number = number_of(target.value) + (f"–{number_of(target.upper)}" if target.upper is not None else "")
    parts = [
        COMPARATORS.get(target.comparator or "", "") + number,
        target.unit or "",
        SLOTS.get(target.per or "", ""),
    ]
    if target.minimum_minutes:
        parts.append(f"om {target.minimum_minutes} minuter")
    if target.of:
        parts.append(f"av {target.of}")
    if target.each_place is not None:
        parts.append("på varje plats" if target.each_place else "sammanlagt")
    note = KINDS.get(target.kind)
    return " ".join(part for part in parts if part) + (f" ({note})" if note else "")


def number_of(value: float) -> str:
    return f"{value:g}".replace(".", ",") if abs(value) < 1e6 else f"{value:.0f}"


def shortened(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 1].rsplit(" ", 1)[0] + " …"


def counted(lines: list[str]) -> list[str]:
    """Return each sentence once, with how often it was said."""
    times: dict[str, int] = {}
    for line in lines:
        times[line] = times.get(line, 0) + 1
    return [f"- {line}" + (f" ({count} gånger)" if count > 1 else "") for line, count in times.items()]
