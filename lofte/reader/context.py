"""What surrounds the promise: what it leans on, why, how it was arrived at, focus areas, follow-up."""

import re

from lofte.reader.draft import FollowUp
from lofte.reader.leads import ends_open, opens_focus
from lofte.reader.outline import Item
from lofte.reader.passage import sentences
from lofte.reader.promising import MODAL, OUTCOME_LABEL
from lofte.reader.quantities import quantities
from lofte.reader.rhythms import rhythms

BASIS = re.compile(
    r"(?P<what>[”\"]?(?:[A-ZÅÄÖ]\w+ )?(?:[Hh]andlingsprogram\w*|[Ss]amverkansöverenskommelse\w*|"
    r"[Ss]amverkansavtal\w*|[Öö]verenskommelse\w*|[Hh]andlingsplan\w*|[Dd]rogpolitisk\w* program\w*|"
    r"[Tt]rygghetsprogram\w*|[Ff]olkhälsoprogram\w*|[Bb]rottsförebyggande program\w*|"
    r"[Ss]amverkansprogram\w*|[Tt]rygghetsplan\w*|[Tt]rygghetsstrategi\w*|[Mm]ål och budget)"
    r"(?:\s+(?:(?:för|om|mellan|från|i|av|till|mot|på|med|ett|tryggare|polisen?|kommunen?|och|inför|åren?|"
    r"[A-ZÅÄÖ]\w+|trygghet\w*|säkerhet|samverkan|brottsförebyggande|arbetet|ANDT\w*|alkohol|narkotika|"
    r"droger|folkhälsa|gäller|polis|kommun)\s?){0,10})?\s*(?:(?:19|20)\d\d\s*[–—-]\s*(?:19|20)?\d\d|(?:19|"
    r"20)\d\d)?[”\"]?)"
)
UNTIL_FURTHER = re.compile(r"\btills ?vidare\b", re.I)
YEARS_IN = re.compile(r"(?:19|20)\d\d")
RHYTHM_WORDS = (
    ("tertial",
        (r"\btertial|\btre gånger (?:per|om|under|varje) år(?:et)?\b|var fjärde månad|"
        r"tre gånger årligen")),
    ("quarter",
        (r"\bkvartal|\bfyra gånger (?:per|om|under|varje|i) år(?:et)?\b|var tredje månad|fyra gånger årligen|"
        r"kvartalsvis")),
    ("half_year",
        (r"\bhalvår|\btvå gånger (?:per|om|under|varje|i) (?:året?|år)\b|var sjätte månad|"
        r"två gånger årligen|varje termin|vår och höst|juni och (?:i )?december")),
    ("month", r"\bvarje månad\b|\bmånadsvis|\bmånatlig|en gång i månaden|en gång per månad"),
    ("week", r"\bvarje vecka\b|\bveckovis|en gång i veckan"),
    ("year",
        (r"\bårlig|\b(?:en|1) gång (?:per|om|varje|i) (?:år|året)\b|\bvarje år\b|årsvis|\bvart(?:je)? år\b|"
        r"en gång under året|\bårsvis|\bårsredovisning|\bårsrapport")),
    ("end",
        (r"\b(?:när|efter|vid) (?:\w+ ){0,4}(?:periodens slut|slut\b|avslut\w*|gått ut|löpt ut|löper ut|"
        r"är slut|årets slut|årsskiftet)|\bvid årets slut|\bslutuppfölj|\bslutrapport|efter (?:löftes|"
        r"avtals)?perioden|när löftet|i slutet av")),
)  # fmt: skip
# "i januari, maj och september" is three times a year; a day before a month names one day only.
A_MONTH = r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
NAMED_MONTHS = re.compile(
    rf"(?<!\d )(?:{A_MONTH}(?:, | samt | och ))+(?:i )?{A_MONTH}(?! (?:19|20)\d\d)", re.I
)
BY_MONTHS = {2: "half_year", 3: "tertial", 4: "quarter"}
FOLLOW = re.compile(
    r"följ(?:s|as|a|er|des|t)(?: \w+){0,5} upp\b|uppfölj|utvärder|redovisa|rapporter|återrapport|"
    r"\bhur det (?:går|gått|har gått|gick)\b",
    re.I,
)
ABOUT_PROMISE = re.compile(
    r"löft|\bvi följer|\bparterna följer|rådet följer|uppföljning|resultat|\bde[tn]? |redovis|arbetet|"
    r"aktivitet|åtgärd|styrgrupp",
    re.I,
)
SITE = re.compile(
    r"(?<![\w@./-])(?:www\.)?[a-zåäö0-9-]+(?:\.[a-zåäö0-9-]+)*\.(?:se|nu|com|org|eu|"
    r"example)\b(?:/[\w/-]*)?",
    re.I,
)
BODY = re.compile(
    r"\b(?:kommunstyrelsen|kommunfullmäktige|(?:det )?(?:lokala )?brottsförebyggande rådet|lokala brå|"
    r"trygghetsrådet|folkhälsorådet|polisens (?:webbplats|hemsida|Facebooksida|webb)|"
    r"[\wåäö]*\s?kommuns? (?:webbplats|hemsida|webb)|kommunens (?:webbplats|hemsida|webb|kanaler|"
    r"anslagstavla)|webbplats(?:en)?|hemsidor(?:na)?|lokalpress(?:en)?|sociala medier|lokaltidningen|"
    r"medborgarmöte\w*|Facebook\w*|styrgruppen|socialnämnden)",
    re.I,
)
PURPOSE = re.compile(
    r"\bsyft(?:et|ar|e)\b|\bför att (?:göra|öka|minska|skapa|fler|alla|invånar)|\bvi vill att\b|"
    r"\bska (?:göra det tydligt|bidra till)\b",
    re.I,
)
GROUND = re.compile(
    r"statistik|dialog|medarbet|personal\w* |enkät|undersökning|trygghetsmätning|mätning|lägesbild|"
    r"underrättelse|svar\b|svarade|synpunkt|kartlägg|brottsutveckling|brottsbild|anmälda|intervju|NTU|"
    r"CAN\b|trygghetsvandring|samtal med|erfarenhet|rapport|felanmäl|embrace|workshop|möten? med|tyckte|"
    r"svarat",
    re.I,
)


def based_on(items: list[Item]) -> tuple[str, ...]:
    """Return the agreements and programmes with years or `tills vidare`, as the text says them."""
    found: list[str] = []
    last = "överenskommelse"
    for item in items:
        if item.kind == "bullet" and item.zone == "contact":
            continue
        for sentence in item.sentences:
            for match in BASIS.finditer(sentence.text):
                what = match["what"].strip(' ”"')
                if re.match(r"(?:Denna|Den) ", what):
                    # "Denna överenskommelse" is the one that the sentence before named.
                    what = last
                last = re.sub(r"\s+(?:inför|från|som)\b.*", "", what)
                if YEARS_IN.search(what):
                    found.append(what)
                elif re.search(r"överenskommelse|avtal", what, re.I) and (
                    UNTIL_FURTHER.search(sentence.text)
                    or re.search(
                        r"\b(?:utgår|bygger|vilar|grundar|hör till|del av|bilaga till|kopplat till)\b",
                        sentence.text,
                    )
                ):
                    found.append(f"{what} … tills vidare" if UNTIL_FURTHER.search(sentence.text) else what)
    return tuple(
        name for name in dict.fromkeys(found) if not any(name != other and name in other for other in found)
    )


def purpose(items: list[Item]) -> tuple[str, ...]:
    """Return the sentences that say why."""
    return tuple(
        sentence.text
        for item in items
        if item.kind == "paragraph" and item.zone not in ("contact", "follow", "sign")
        for sentence in item.sentences
        if (item.zone == "purpose" and len(sentence.text.split()) > 4) or re.match(r"Syftet\b", sentence.text)
    )


def grounds(items: list[Item]) -> tuple[str, ...]:
    """Return how they arrived at it: sentences that name statistics, dialogue, staff, surveys."""
    return tuple(
        sentence.text
        for item in items
        if item.kind in ("paragraph", "bullet")
        and item.zone in ("grounds", "background", "purpose", None, "focus")
        and not (item.kind == "bullet" and item.zone != "grounds")
        and not OUTCOME_LABEL.search(item.text)
        for sentence in item.sentences
        if is_ground(item, sentence.text)
    )


def is_ground(item: Item, text: str) -> bool:
    if not GROUND.search(text) or len(text.split()) < 3:
        return False
    return item.zone == "grounds" or bool(
        re.search(
            r"\b(?:har|hade|bygger|utgår|visar|visade|svarade|valdes|togs|tog|gick|utgick|ligger|grund|"
            r"kommer ur|frågade|samlade|uppgav|uppger|svarar|pekade|pekat|angav|anger)\b",
            text,
        )
    )


def focus_areas(items: list[Item]) -> tuple[str, ...]:
    """Return the listed titles under a heading, or after a lead-in, that names focus areas."""
    found = [
        item.text.strip(" .;,")
        for item in items
        if item.kind == "bullet" and is_focus(item) and len(item.text.split()) <= 12
    ]
    return tuple(dict.fromkeys(found))


def is_focus(item: Item) -> bool:
    """Say whether an item names an area of focus: by the lead-in nearest to it, else by its heading."""
    if MODAL.search(item.text) or quantities(item.text):
        return False
    if item.lead is not None and (ends_open(item.lead.text) or opens_focus(item.lead.text)):
        return any(opens_focus(sentence.text) for sentence in sentences(item.lead))
    return bool(item.headings) and item.headings[-1].zone == "focus"


def follow_up(items: list[Item]) -> FollowUp:
    """Return how often and where the promise is followed up."""
    said = follow_sentences(items)
    rhythm = next((name for text in said if (name := rhythm_in(text))), None)
    channels = [channel for text in said for channel in channels_in(text)]
    return FollowUp(rhythm, tuple(dict.fromkeys(channels)))


def follow_sentences(items: list[Item]) -> list[str]:
    """Return the sentences of follow-up, those under its own heading first."""
    own = [s.text for item in items if item.zone == "follow" and item.kind != "row" for s in item.sentences]
    others = [
        s.text
        for item in items
        if item.zone != "follow" and (item.kind == "paragraph" or "uppfölj" in item.text.lower())
        for s in item.sentences
        if FOLLOW.search(s.text) and ABOUT_PROMISE.search(s.text)
    ]
    return own + others


def rhythm_in(text: str) -> str | None:
    for name, pattern in RHYTHM_WORDS:
        if re.search(pattern, text, re.I):
            return name
    if named := NAMED_MONTHS.search(text):
        count = len(re.findall(A_MONTH, named[0], re.I))
        if count in BY_MONTHS:
            return BY_MONTHS[count]
    found = {rhythm.per for rhythm in rhythms(text) if rhythm.is_standing}
    return next((name for name in ("week", "month", "quarter", "tertial", "year") if name in found), None)


def channels_in(text: str) -> list[str]:
    if not re.search(r"publicer|redovis|present|läggs|finns|berätta|lämna|rapport|webb|sida|läs", text, re.I):
        return []
    found = [(match.start(), match[0]) for match in SITE.finditer(text)]
    found += [(match.start(), match[0]) for match in BODY.finditer(text)]
    return [name for _, name in sorted(found)]
