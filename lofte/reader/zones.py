"""Zones: what a heading says of the matter under it (work, background, purpose, follow-up, contact …)."""

import re

from lofte.reader.parties import mentions
from lofte.reader.who import only_parties

ZONES = (
    ("contact",
        (r"^kontakt(?:a|er|uppgifter|information|personer|person)?\b(?! med)|^frågor\b|vanliga frågor|"
        r"frågor och svar|relatera|läs (?:mer|också|även)|mer information|mer om\b|mer på|dela\b|kakor|"
        r"cookie|länkar|dokument\b|^nyheter|^press(?:meddelande\w*|kontakt\w*)?$|faq|"
        r"ladda (?:ner|ned)|struket|avslutade|"
        r"tidigare (?:års )?(?:medborgar)?löft|^fakta\b|^vad är|om webbplats|hitta|hjälp(?:te)? (?:dig|oss|"
        r"informationen)|tipsa|så anmäler|genvägar|snabblänk|^kalender|^senaste|se även|bilagor|"
        r"definitioner|ordlista|begrepp")),
    ("follow",
        (r"uppfölj|utvärder|följer vi upp|följs .*upp|återrapport|redovisning|resultat\b|kommunicering|"
        r"kommunikation av|^kommunikation\b|så (?:mäter|redovisar)|vad händer nu|hur går det|"
        r"får (?:jag|du|man|ni|vi) veta")),
    ("focus",
        (r"(?:bygger|vilar|står) på (?:två|tre|fyra|fem|\d) \w+|"
        r"fokusområden|fokusområde\b$|prioriterade områden|prioriterade frågor|insatsområden|"
        r"prioriteringar|utvecklingsområden|våra områden|målområden|problemområden?\b")),
    ("grounds",
        (r"(?:hur|så) (?:vi )?(?:kom|tog|togs|tas|arbetade|valde|har|valdes|blev|skapades|gick|gjorde)\b.*|"
        r"^underlag|^(?:medborgar|medarbetar)?dialog(?:en|er|erna)?(?: \d+)?$|^processen|"
        r"^kartläggning(?:en)?$|arbetsprocess|framtag|hur (?:medborgar)?löft\w+ (?:tog|tas|kom|har|arbet)|"
        r"vad (?:säger|sa|tycker)|vad .*(?:svarade|berättade)|vad ligger bakom|bakom löftet")),
    ("purpose",
        (r"^syfte|\bsyfte(?:t)?\b|^varför (?:ett |vi )?(?:medborgar)?löft|^varför\b|ändamål|^vision|"
        r"^mål och syfte")),
    ("validity", r"giltig|löptid|^tid$|tidsram|tidsperiod|avtalstid|gäller|period$"),
    ("sign", r"underskrift|undertecknande|signatur|undertecknat"),
    ("background",
        (r"bakgrund|inledning|förlängning|nuläge|problembild|\blägesbild(?:en)?$|historik|^orsak|"
        r"^(?:område|problem|nuläge)s?beskrivning|"
        r"^beskrivning(?! av (?:aktivitet|åtgärd|insats))|^om (?:medborgar)?löft|om samverkan|"
        r"om avtalet|så ser det ut|^(?:orsaks)?analys(?:en)?$|statistik|^läget|^utgångspunkt|^definition|"
        r"^lagstiftning|^förutsättningar$|^allmänt|^om dokumentet|^sammanfattning|^ansvar och roller|"
        r"^ekonomi$|^styrning$|^organisation$")),
    ("work",
        (r"aktivitet|åtgärd|insats|åtagand|lovar|vårt löfte|våra löften|^löfte[nt]?\b|löfte\s*\d|ansvar|"
        r"det (?:här )?gör|vi gör|så gör vi|arbete\b|samverkan|vi ska|det ska|det här|handlingsplan|"
        r"målsättning|"
        r"^(?:ändringar|förändringar|tillägg|nya punkter|nytt i löftet)\b|"
        r"^inriktning (?:för|kommande|nästa|de|under)|(?:kommande|närmaste) (?:\w+ )?(?:månader|kvartal)|"
        r"ska göra|tillsammans|gemensamma|åtgärdsplan|uppdrag|genomförande|delmål|^mål\b|plan för|vad vi")),
)  # fmt: skip
COMPILED = [(name, re.compile(pattern, re.I)) for name, pattern in ZONES]
QUIET = frozenset("contact follow focus grounds purpose validity sign background".split())


def zone_of(heading: str) -> str | None:
    """Return the zone that a heading opens, or None when it is a topic of its own."""
    found = mentions(heading)
    # "Polisens medborgardialoger" is no party heading, "Polisens åtaganden" and "Kommunen" are.
    if found and only_parties(heading, found):
        return "work"
    for name, pattern in COMPILED:
        if pattern.search(heading):
            return name
    return "work" if found and len(heading.split()) <= 4 else None
