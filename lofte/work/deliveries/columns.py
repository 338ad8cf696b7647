"""Which column is asked for what: what a heading probably means, and which headings are left. Pure."""

import re
from collections.abc import Mapping, Sequence

# Of two that fit, the first; each heading is taken once.
WORDS: Mapping[str, str] = {
    "day": r"datum|dag|date|händelsedatum|startdatum|dag och tid|tidpunkt",
    "week": r"vecka|v|week|veckonummer|år och vecka",
    "kind": r"slag|slags arbete|insatstyp|insats|typ|aktivitet|aktivitetstyp|kategori|kod|kind|kind of work",
    "area": r"område|områdesnamn|plats|distrikt|stadsdel|geografi|områdeskod|beat|zon|area",
    "minutes": r"minuter|min|längd|varaktighet|tidsåtgång|tid \(min\)|längd \(min\)|antal minuter|minutes",
    "clock": r"klockslag|starttid|tid|kl|start|från klockan|klockan",
    "count": r"antal|number|antal tillfällen|tillfällen|antal insatser|summa|count",
}


def key(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def suggested(headings: Sequence[str], quantities: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the heading that each thing asked for probably has; `quantities` are their fields' words."""
    found: dict[str, str] = {}
    asked = {**{name: re.compile(words) for name, words in WORDS.items()}}
    for name, form in asked.items():
        for heading in headings:
            if heading not in found.values() and form.fullmatch(key(heading)):
                found[name] = heading
                break
    for name, words in quantities.items():
        same = [one for one in headings if one not in found.values() and key(one) in {key(w) for w in words}]
        if same:
            found[name] = same[0]
    if "day" in found:
        found.pop("week", None)
    return found


def fits(columns: Mapping[str, str], headings: Sequence[str]) -> bool:
    """Say whether a file has every heading of a saved mapping."""
    return set(columns.values()) <= set(headings)
