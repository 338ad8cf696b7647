"""The linter: what is missing or blunt in a promise, each with one plain sentence on how to sharpen it."""

import re
from datetime import date

from lofte.reader import kinds
from lofte.reader.activities import Found
from lofte.reader.draft import Caution, Period, Promise, Signatory, Source
from lofte.reader.validity import Validity

MEASURABLE = (
    "count",
    "hours",
    "rate",
    "cadence",
    "share",
    "coverage",
    "slot",
    "milestone",
    "indicator",
    "follow_on",
    "on_demand",
)
LAST_YEAR_IN = re.compile(r"(?:19|20)\d\d(?!.*(?:19|20)\d\d)")
PICTURE = re.compile(r"\b(?:lägesbild|problembild)\w* (?:för|över|i|på|av) ", re.I)
SUSPECT = re.compile(
    r"[\ufffd]|Ã[¥¤¶…„–]|\bmedborgarl[o0]fte|[a-zåäö][0-9][a-zåäö]{3,}|(?<=[a-zåäö])[|¦](?=[a-zåäö])|"
    r"(?<=[a-zåäö])\?(?=[a-zåäö])|(?<![\w.])(?:konmun|kornmun|tryggbet|rned|cch|ocb|sarnverkan|kornmer|"
    r"komrnun|kominun|sarnt|resecentrurn|centrurn)\w*",
    re.I,
)
WORD_AT = re.compile(r"\w*[a-zåäö]\?[a-zåäö]\w*", re.I)
SMALL = 25  # percent of a small count: single persons may be told apart
SMALL_COUNT = 200


def warnings_of(
    text: str,
    found: list[Found],
    promises: tuple[Promise, ...],
    *,
    signatories: tuple[Signatory, ...],
    validity: Validity,
    based_on: tuple[str, ...],
    has_parties: bool,
) -> tuple[Caution, ...]:
    """Return every warning, those on single activities first."""
    warned = [warning for one in found for warning in of_activity(one)]
    warned += on_the_whole(text, found, has_parties, validity, signatories)
    warned += of_basis(based_on, validity.period, signatories)
    warned += unpictured(found, promises)
    return tuple(warned)


def of_activity(one: Found) -> list[Caution]:
    activity, warned = one.activity, []
    only = {target.kind for target in activity.targets}
    if only == {"qualitative"}:
        warned.append(
            Caution(
                "no_measurable_sign",
                "Aktiviteten har inget mätbart tecken; skriv hur man ska se att den är gjord: ett antal, en "
                "dag eller en rytm.",
                activity.source,
            )
        )
        if vague := kinds.VAGUE.search(one.undertaking.passage.text):
            warned.append(
                Caution(
                    "vague",
                    f"”{vague[0]}” säger inte hur mycket; skriv ett minsta antal eller hur ofta.",
                    one.undertaking.passage.source(*vague.span()),
                )
            )
    if not activity.responsible and only != {"indicator"}:
        warned.append(
            Caution(
                "no_party",
                "Ingen ansvarig part är nämnd; skriv om det är polisen, kommunen eller någon annan.",
                activity.source,
            )
        )
    if not activity.places and only & {"count", "hours", "rate"}:
        warned.append(
            Caution(
                "no_place",
                "Ingen plats är nämnd; skriv var arbetet ska göras eller att det gäller hela kommunen.",
                activity.source,
            )
        )
    for target in activity.targets:
        if target.kind == "indicator" and not has_baseline(activity.text):
            warned.append(
                Caution(
                    "no_baseline",
                    "Utgångsläget saknas; skriv hur det var när löftet gavs och vem som mätte.",
                    target.source,
                )
            )
        if target.kind == "share" and target.value is not None and is_small(one, target.value):
            warned.append(
                Caution(
                    "small_share",
                    "Andelen kan gälla så få personer att de går att känna igen; visa den bara när antalet "
                    "är stort nog.",
                    target.source,
                )
            )
    return warned


def has_baseline(text: str) -> bool:
    return bool(
        re.search(
            r"\bfrån\s+(?:\w+\s+)?\d|jämfört med|än (?:19|20)\d\d|utgångsläge|\bmot (?:\d|dagens)|\b(?:19|"
            r"20)\d\d (?:års )?(?:nivå|mätning|var)|\((?:[^)]*\d+[^)]*)\)",
            text,
            re.I,
        )
    )


def is_small(one: Found, share: float) -> bool:
    whole = [target.value for target in one.activity.targets if target.kind == "count" and target.value]
    return share <= SMALL and (not whole or min(whole) <= SMALL_COUNT)


def on_the_whole(
    text: str, found: list[Found], has_parties: bool, validity: Validity, signatories: tuple[Signatory, ...]
) -> list[Caution]:
    warned = []
    if not has_parties:
        warned.append(
            Caution("no_party", "Dokumentet nämner ingen part vid namn; skriv vilka som lovar.", None)
        )
    if validity.period is None:
        warned.append(
            Caution("no_end", "Löftet säger inte när det slutar gälla; skriv första och sista dag.", None)
        )
    if len(validity.years) > 1:
        warned.append(
            Caution(
                "several_years", "Sidan har löften för flera år; välj ett år och läs in det för sig.", None
            )
        )
    for passage, dated in validity.impossible:
        warned.append(
            Caution(
                "impossible_date",
                f"Datumet ”{passage.text[dated.start : dated.end]}” finns inte i någon almanacka; rätta det.",
                passage.source(dated.start, dated.end),
            )
        )
    if not signatories:
        warned.append(
            Caution(
                "no_signature",
                "Ingen har undertecknat; skriv vem som svarar för löftet hos varje part.",
                None,
            )
        )
    return [*warned, *of_effort(found), *misread(text)]


def of_effort(found: list[Found]) -> list[Caution]:
    """Warn where every number is on what is done and none on what it leads to."""
    warned = []
    targets = [target for one in found for target in one.activity.targets]
    if (
        targets
        and not any(target.kind == "indicator" for target in targets)
        and any(target.kind in ("count", "hours", "rate") for target in targets)
    ):
        warned.append(
            Caution(
                "effort_only",
                "Alla tal mäter vad som görs, inget vad det leder till; lägg till ett mått på verkan, till "
                "exempel upplevd trygghet.",
                None,
            )
        )
        warned.append(
            Caution(
                "no_baseline",
                "Inget utgångsläge är nämnt; skriv hur det var innan, så att förändringen går att se.",
                None,
            )
        )
    return warned


def misread(text: str) -> list[Caution]:
    """Warn of letters that a scanner or a wrong encoding has put in place of others."""
    match = SUSPECT.search(text)
    if not match:
        return []
    word = WORD_AT.search(text, max(0, match.start() - 20), match.end() + 20) if match[0] == "?" else match
    said = (word or match)[0].strip()
    return [
        Caution(
            "suspect_characters",
            f"”{said}” ser felläst ut; jämför med originalet.",
            source_of(word or match) if said else None,
        )
    ]


def source_of(match: re.Match[str]) -> Source:
    return Source(match.start(), match.end())


def of_basis(
    based_on: tuple[str, ...], period: Period | None, signatories: tuple[Signatory, ...]
) -> list[Caution]:
    """Warn of a programme whose last year is over before the promise begins."""
    if period is None:
        return []
    warned = []
    for name in based_on:
        years = re.findall(r"(?:19|20)\d\d|(?<=[–-])\d\d\b", name)
        if len(years) >= 2 and last_day(years) < period.start:
            warned.append(
                Caution(
                    "expired_basis",
                    f"”{name}” hade gått ut när löftet började gälla; hänvisa till det som gäller nu.",
                    None,
                )
            )
    return warned


def last_day(years: list[str]) -> date:
    last = years[-1]
    return date(int(last) if len(last) == 4 else int(years[0][:2] + last), 12, 31)


def unpictured(found: list[Found], promises: tuple[Promise, ...]) -> list[Caution]:
    """Warn of a promised area that no situation picture names, where some areas have one."""
    pictures = [
        one
        for one in found
        if PICTURE.search(one.activity.text)
        and any(target.kind == "cadence" for target in one.activity.targets)
        and one.activity.places
    ]
    named = {place.lower() for one in pictures for place in one.activity.places}
    promised = dict.fromkeys(place for promise in promises for place in promise.places)
    if not pictures or any(name.startswith(("samtliga", "alla")) for name in named):
        return []
    return [
        Caution(
            "area_without_picture",
            f"{place} är lovat men nämns i ingen lägesbild; säg vilken bild som gäller där.",
            None,
        )
        for place in promised
        if place.lower() not in named and place[0].isupper()
    ]
