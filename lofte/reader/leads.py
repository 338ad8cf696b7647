"""Leads: the lines that open a list of undertakings, whatever they look like."""

import re
from functools import lru_cache

from lofte.reader.parties import RECENT, kinds_in, mentions
from lofte.reader.passage import Passage, sentences
from lofte.reader.who import only_parties, subject_of

ENDS = re.compile(r"(?::|\batt|\bska(?:ll)?|\bgenom|\btillsammans|\.{2,}|…)\W*$")
PROMISES = re.compile(
    r"\b(?:ska(?:ll)?|kommer|lova(?:r|de|des|s|t|ts)|utlova(?:r|de|des|s|ts)|åtar sig|åtog sig|löften|"
    r"uppfyller|förbinder sig|genomför)\b",
    re.I,
)
SAYS = re.compile(
    r"\b(?:är|var|har|utgår|arbeta(?:r|de)|jobba(?:r|de)|stöd(?:jer|er|jde)|stött(?:ar|ade)|gör|vill|"
    r"blev|bidrar|"
    r"gäller|omfattar|innebär|innehåller|valts|enats|redovisas|ser ut|fanns|finns|ingår|ingick)\b",
    re.I,
)
# What is told of the promise itself: by which channels, when it is followed up.
ABOUT_IT = re.compile(
    r"\bkanaler|\b(?:kommunicera|publicera|redovisa|sprida|presentera|informera)s\b(?! ne[dr]an|\W*$)|"
    r"\bfölj(?:s|as) upp\b|\butvärdera(?:s|r)\b|\buppföljning|\blägesbild\w* bygger|\bunderlag",
    re.I,
)
FOCUS = re.compile(
    r"\b(?:(?:bygger|vilar|står) på (?:två|tre|fyra|fem|\d) \w+|"
    r"fokusområden|prioriterade (?:områden|frågor)|inriktningar|prioriteringar|problemområden|"
    r"insatsområden|målområden|utvecklingsområden|utmaningar(?:na)?|(?:huvudsakliga|största|främsta|"
    r"vanligaste|vanliga) problem(?:en|et)?|områden\b[^.]{0,50}\bprioriter\w+|"
    r"(?:viktigaste|viktiga|följande|angelägna) "
    r"(?:områden|områdena|frågor|frågorna))\b",
    re.I,
)
DOING = re.compile(r"\b(?:genom|genom att|lovar|lovar att|åtar sig|ska|skall)\W*$")


def ends_open(text: str) -> bool:
    """Say whether a line's end asks for a list to follow."""
    return bool(ENDS.search(text[-16:]))


def opens_list(text: str) -> bool:
    """Say whether a line that stands right above a list leads it in, though it may look like a heading."""
    found = mentions(text)
    if PROMISES.search(text) and (ends_open(text) or text.endswith(".")):
        return True
    return (
        ends_open(text)
        and len(text.split()) >= 4
        and bool(SAYS.search(text))
        and not (found and only_parties(text, found))
    )


def stands_on(text: str) -> bool:
    """Say whether a lead goes on to hold under the headings that follow it."""
    return bool(PROMISES.search(text)) and ends_open(text) and not ABOUT_IT.search(text)


@lru_cache(maxsize=RECENT)
def opens_focus(text: str) -> bool:
    """Say whether a lead-in opens a list of areas of focus, not of what will be done."""
    return bool(FOCUS.search(text)) and not DOING.search(text) and text.rstrip()[-1:] in ".:"


TOGETHER = re.compile(
    r"(?:[Tt]illsammans|[Gg]emensamt|[Bb]åda parter|[Gg]emensam(?:ma|t)? (?:åtagande\w*|aktivitet\w*|"
    r"löfte\w*|åtgärd\w*|insats\w*|arbete)|[Vv]i tillsammans|[Tt]illsammans (?:ska|kommer|lovar) vi|"
    r"Gemensamma)(?: (?:ska|lovar) vi)?"
)


@lru_cache(maxsize=RECENT)
def lead_parties(lead: Passage | None) -> tuple[str, ...]:
    """Return whose list a lead-in opens."""
    if lead is None:
        return ()
    if is_of_both(lead.text):
        return ("police", "municipality")
    last = sentences(lead)[-1] if lead.text else lead
    found = mentions(last.text)
    if found and only_parties(last.text.rstrip(": "), found):
        return kinds_in(last.text)
    if not ends_open(last.text):
        return ()
    return subject_of(last.text)


def is_of_both(text: str) -> bool:
    """Say whether a lead-in or heading is `Tillsammans` in any of its forms."""
    text = text.strip(" :.*")
    return bool(TOGETHER.fullmatch(text.lower() if text.isupper() else text))
