"""Places: names after prepositions, lists of them, complements, words for centres and squares."""

import re
from dataclasses import dataclass

from lofte.reader.dates import MONTHS
from lofte.reader.parties import MENTION

UPPER = r"[A-ZÅÄÖÉ]"
# A name goes on over small words only inside fixed shapes: "Nedre Bredsele", "Tallviks hamn", "Ekens torg".
COMMON_TAIL = (
    r"(?:centrum|torg|hamn|station|stationsområde|park|skola|centralstation|resecentrum|köpcentrum|gård|"
    r"bad|badplats|idrottsplats|"
    r"färjeläge|flygfält|bibliotek|krog|by|strand|tätort|sjukhus|bussterminal|busstation|fritidsgård|"
    r"centrala delar|gymnasium|"
    r"industriområde|bostadsområde|klubbhus|klubbstuga|bygdegård|badplatser|skolor|lekplatser|söder|"
    r"norr|öster|väster|stadsdel|lekplats|tågstation|vårdcentral|"
    r"kyrka|brygga|camping|galleria|simhall|"
    r"ishall|sporthall|"
    r"torgplats|väg|gata|allé|plan|gränd|kajen|innerstad|stadskärna|stadspark|skolområde|skolgård|"
    r"handelsområde|ytterområden|äng|backe|udde|samhälle|"
    r"gamla skola|rastplats|trafikplats|station)"
)
ROAD = r"(?:[Rr]iksväg|[Ll]änsväg|[Vv]äg|[RrLl]v\.?)\s\d+|E\d{1,3}(?![\w])"
NAME = (
    rf"(?:(?:centrala|norra|södra|östra|västra|inre|yttre|nedre|övre|hela|"
    rf"delar av) {UPPER}[\wé]+(?: kommun\b)?|(?:Gamla|Nya|Stora|Lilla|Norra|Södra|Östra|Västra|Nedre|Övre|"
    rf"Inre|Yttre)\s(?:torget|hamnen|staden|parken|skolan|bron|stationen|stranden|kajen|delen|området|"
    rf"gatan|centrum|bruket|byn|stan)\b|"
    rf"(?:Norra|Södra|Östra|Västra|Stora|Lilla|Nya|Gamla) [a-zåäö]+(?:gatan|vägen|torget|promenaden|allén)\b|"
    rf"S:ta? {UPPER}\w+(?: {COMMON_TAIL}\b)?|"
    rf"{UPPER}\w+s (?:norra|södra|östra|västra|centrala|yttre|inre) (?:stadsdelar|delar|del|sida)\b|"
    rf"{UPPER}[\wé]+(?:-{UPPER}\w+)*(?:[ ](?:{UPPER}[\wé]+(?:-{UPPER}\w+)*))*(?:[ ]{COMMON_TAIL}\b)?)"
)
COMMON = (
    r"(?:(?:hela |övriga |centrala |norra |södra |östra |västra |inre |yttre )?"
    r"(?:centrum|stadskärnan|innerstaden|resecentrum|stationsområdet|centralstationen|stationen|"
    r"busstationen|bussterminalen|torget|stortorget|"
    r"tätorten|centralorten|stadsparken|gågatan|köpcentrumet|köpcentret|gallerian|hamnen|hamnområdet|"
    r"badplatsen|badhuset|idrottsplatsen|parken|"
    r"skolområdet|industriområdet|järnvägsstationen|tågstationen|centrumparken|centrala staden|city|"
    r"strandpromenaden|campingen|lekparken|"
    r"(?:elljus|motions)spåret|gamla stan|nya torget|kajen|rondellen|genomfarten|genomfartsvägen|huvudgatan|"
    r"(?:pendel|infarts|centrum)?parkeringen|fotbollsplanen|gångbron|viadukten|marknadsplatsen|festplatsen|"
    r"gångtunn(?:eln|larna)|tätorterna|kulturhuset|medborgarhuset|ungdomens hus|skolgården|kommunens centrum|"
    r"norra delen|södra delen|östra delen|västra delen|"
    r"kommunens (?:norra|södra|östra|västra|alla|yttre|olika) del(?:ar)?|(?:norra|södra|östra|västra) "
    r"kommundelen|"
    r"kommunens ytterområden|kommunens tätorter|kransorterna|ytterområdena|torgen|parkerna|småorterna|"
    r"resecentret|simhallen|ishallen|sporthallen|centrala stan|stan|kommunens centrala delar|"
    r"(?<=\bi )(?:de |våra |kommunens )(?:\w+ )?(?:av \w+ )?(?:prioriterade|utsatta|utpekade) områden(?:a)?|"
    r"centralorterna|landsbygden|byarna|skärgården|badplatserna|biblioteket|"
    r"kommunens (?:\w+ )?(?:tätorter|byar|badplatser|kransorter)|"
    r"[a-zåäö]{3,}(?:stationen|torget|parken|hamnen|terminalen|stråket|kajen|promenaden)|"
    r"(?:höghus|villa|hamn|centrum|stations|bostads|handels)området|den centrala delen av [A-ZÅÄÖ]\w+|"
    r"(?:de )?prioriterade stadsdelar(?:na)?|(?<=på )(?:öster|väster|söder|norr))\b)"
)
COMPLEMENT = (
    rf"(?:(?:[Öö]vriga|[Rr]esten av|[Hh]ela|[Rr]esterande(?: delar av)?|"
    rf"[Öö]vriga delar av) (?:{UPPER}\w+s?(?: kommun| stad| tätort)?|kommunen|kommundelar(?:na)?|staden|"
    rf"områden(?:a)?|tätorten|orter(?:na)?|stadsdelar(?:na)?))"
)
EVERY = (
    r"(?:(?:samtliga|alla|varje|vart och ett av|var och en av)(?: (?:av|de|våra|kommunens|polisens|i|"
    r"inom)(?: [\wåäö]+){0,2}?)?(?: (?:prioriterade|utsatta|utpekade|berörda|aktuella|särskilt|större|"
    r"otrygga|kommunens|[\w]+ade))* "
    r"(?:områden?a?|områdena|stadsdelar(?:na)?|stadsdel|orter|ort|tätorter(?:na)?|kommundelar(?:na)?|"
    r"kommundel|bostadsområden(?:a)?|kommuner(?:na)?|byar)\b)"
)
ITEM = rf"(?:{COMPLEMENT}|{EVERY}|{ROAD}|{NAME}|{COMMON})"
# An appositive before the name: "i bostadsområdet Ängen", "i stadsdelen Öster".
APPOSITIVE = (
    r"(?:[a-zåäö]*(?:områdena|området|delen|delarna|kvarteret|kvarteren|orten|orterna|byn|byarna|parken|"
    r"torget|torgen|platserna|platsen|gatorna|gatan|"
    r"skolorna|skolan|gården|gårdarna|centret|centrumet|gallerian|stationen|stationerna|rondellen|vägen|"
    r"vägarna|sträckorna|sträckan|hållplatsen|samhället|samhällena|"
    r"staden|kommunen|kommunerna|förorten|badet|länken))"
)
SKIP = (
    rf"(?:(?!{COMMON})[a-zåäö]+(?:an|en|et)\s+och\s+|(?:bland annat|bl\.\s?a\.|till exempel|t\.\s?ex\.|"
    rf"exempelvis|"
    rf"främst|framför allt|särskilt|även|också|både|dels|såväl|kring|runt(?: om)?|i|på|vid|vardera|"
    rf"respektive|de|den|det|båda|t\.ex\.)\s+|{APPOSITIVE}\s+)"
)
PREPOSITION = (
    r"(?:i|på|vid|kring|runt|omkring|utmed|längs|längsmed|genom|mellan|inom|för|av|till|från|över|utanför|"
    r"intill|nära|bakom|under|"
    r"antal på|antal i|antal vid|samt på|samt i|samt vid|och på|och i|och vid|vardera|för vardera)"
)
PLACE_LIST = re.compile(
    rf"(?<![\w-])(?P<prep>[Ii]|[Pp]å|[Vv]id|[Kk]ring|[Rr]unt(?: om(?:kring)?)?|[Oo]mkring|[Uu]tmed|"
    rf"[Ll]ängs(?: med)?|[Gg]enom|[Mm]ellan|[Ii]nom|[Ff]ör|[Tt]ill|[Uu]tanför|[Ii]ntill|[Nn]ära|[Öö]ver|"
    rf"[Vv]ardera|[Ff]rån|[Aa]v)"
    rf"\s+(?P<skip>{SKIP}{{0,4}})(?P<items>{ITEM}(?P<more>(?:(?:\s\([^()]{{2,30}}\))?"
    rf"(?:\s*,\s*(?:och |samt )?|\s+(?:och|samt|"
    rf"respektive|eller|till|&)\s+|\s*/\s*|\s*[–]\s*)|\s\((?={UPPER}[a-zåäö])){SKIP}{{0,3}}{ITEM})*)"
)
ONE_ITEM = re.compile(ITEM)
# Prepositions that lead to a place only when what follows is plainly one.
LOOSE = frozenset("för till över från av genom under".split())
WEAK_NAMES = re.compile(
    r"(?:Polis\w*|Kommun\w*|Region\w*|Sverige\w*|EU|EST|SSG|BOS|SIG|SSPF|ANDTS?|BRÅ|Brå|NTU|SKR|SCB|CAN|"
    r"LSS|SFI|HVB|KS|KF|LPO|UNO|Facebook|Instagram|X|Internet|Embrace|Hobit|Luppen|"
    r"Löftet|Medborgarlöft\w*|Vi|De|Det|Den|Dessa|Här|När|Alla|Samtliga|Varje|Minst|Genom|Under|Detta|"
    r"Syftet|Målet|"
    r"PDF|Bilaga|Sida|Tertial|Kvartal|VT|HT|Jul\w*|Valborg\w*|Lucia\w*|Midsommar\w*|Halloween|"
    r"Skolavslutning\w*|Nyår\w*|Påsk\w*|Trafikverket|Länsstyrelsen|Trygg\w*\s(?:i|på)\b.*|AB|Effektiv\w*|"
    r"SMADIT|Karlstadsmodellen|Islandsmodellen|IOGT\w*|"
    r"Handlingsprogram\w*|Samverkan\w*|Smadit|\w*(?:gruppen|teamet|(?<!om)rådet|nätverket)|Rädda|Röda|Svenska|Svenskt|Trygghet\w*|Huskurage|Krogar|"
    r"Ansvarsfull\w*)$"
)
EVENT = re.compile(
    r"(?:dagarna|dagen|festivalen|marknaden|veckan|mässan|afton|loppet|cupen|karnevalen|projektet|"
    r"modellen|metoden|kampanjen|programmet)$"
)
METHOD_BEFORE = re.compile(
    r"(?:metod(?:en)?|modell(?:en)?|projekt(?:et)?|koncept(?:et)?|program(?:met)?|kampanj(?:en)?|"
    r"verktyg(?:et)?|enligt|appen|såsom|som|boken|utbildningen|insatsen|nätverket|namnet|kallad|kallat|"
    r"film(?:en)?|arbetssätt(?:et)?|tjänsten|arbetet|temat|tema|föreningen|företaget|bolaget)\s+[\"”»]?$",
    re.I,
)
# "samverka kring Smadit" is about a thing.
ABOUT_A_THING = re.compile(r"(?:samverka\w*|arbeta\w*|arbetet|information\w*|dialog\w*|frågor\w*) $", re.I)
FOR_A_PLACE = re.compile(r"(?:bild|analys|plan|rapport|kartläggning)\w* (?:för|över|av) $")
NOT_A_PLACE_AFTER = re.compile(
    r"s?\s+(?:kommuns?\b|IF|IK|BK|FK|SK|AIK)|\s*[\"”]|[-–]\s?(?:mässan|dagen|metoden)"
)
TELLING = re.compile(
    rf"(?<![\w-]){UPPER}[\wé]{{2,}}(?:skolan|gatan|vägen|torget|parken|stranden|badet|hallen|stationen|"
    rf"gården)\b(?!s)"
)
PLACE_ENDING = re.compile(r"(?:skolan|gatan|vägen|torget|parken|området|platsen|backen)$")
# "Polisen i Bergby lovar" names who, not where.
NAMED_POLICE = re.compile(r"\b[Pp]olisen i$")
ACRONYM = re.compile(r"(?!E\d)[A-ZÅÄÖ]{2,6}")
PAPER = re.compile(r"(?:bladet|posten|nytt|tidningen|kuriren|allehanda)$", re.I)
TAILED = re.compile(
    rf"(?<![\w-])(?!(?:Hela|Övriga|Samtliga|Alla|Varje|Nya|Ett|Vårt|I|På|Vid|\w+are)\b){UPPER}[\wé]+ "
    r"(?:torg|centrum|tätort|resecentrum|badplats|idrottsplats|industriområde|stadsdel)\b|"
    rf"(?<![\w-])(?:centrala|norra|södra|östra|västra) {UPPER}[a-zåäöé]{{2,}}\b(?! kommun)"
)
LABELLED = re.compile(
    rf"(?<![\w-])(?P<name>(?P<common>(?i:{COMMON}))|{NAME})(?: (?:och|samt) (?P<other>{NAME}))?:\s+"
    rf"(?=(?:minst|högst|cirka|omkring|\d))"
)
NO_LABEL = re.compile(
    r"(?:ningar?|het|arbete|brott|er|or|ar|arna|erna|ion|ande|ende|skap|barn|unga|våld|droger|trafik|tal|mål|"
    r"värde|utfall|resultat|totalt|summa|hösten|våren|sommaren|vintern|dag|polis\w*|kommun\w*|besök|möten?)$",
    re.I,
)
ROADS = re.compile(r"(?<![\w-])(?:E\d{1,3}(?!\w)|[Rr]iksväg \d+|[Ll]änsväg \d+|väg \d{2,4}(?!\w))")
COMMON_ITEM = re.compile(rf"{COMMON}", re.I)
MONTH_NAME = re.compile(rf"(?:{'|'.join(MONTHS)})$", re.I)


@dataclass(frozen=True)
class Place:
    name: str
    start: int
    end: int


def places(text: str, known: frozenset[str] = frozenset()) -> list[Place]:
    """Return the places that a text names, each once, in reading order.

    `known` are names that the document elsewhere uses plainly as places; they need no preposition.
    """
    found: dict[str, Place] = {}
    position = 0
    while match := PLACE_LIST.search(text, position):
        # Prepositions stand close: "på gatan i Öster" begins anew after the first.
        position = max(match.start("items") + 1, match.end() if match["more"] else match.start("items") + 1)
        loose = match["prep"].lower() in LOOSE
        if (
            (match["prep"] == "kring" and ABOUT_A_THING.search(text[: match.start()]))
            or METHOD_BEFORE.search(text[: match.start("items")])
            or NAMED_POLICE.search(text[: match.end("prep")])
        ):
            continue
        listed = items(text, match.start("items"), match.end("items"))
        sure = not loose or any(place.name in known for place in listed) or bool(match["skip"].strip())
        sure = sure or bool(FOR_A_PLACE.search(text[: match.start("items")]))
        found_here = [place for place in listed if is_place(text, place, not sure)]
        for place in without_head(text, found_here):
            found.setdefault(place.name, place)
    for match in TELLING.finditer(text):
        before = [party.end() for party in MENTION.finditer(text, 0, match.start())]
        named_after = (
            bool(before)
            and match.start() - before[-1] == 1
            and not re.search(r"skol\w+ $", text[: match.start()])
        )
        if (
            match.start()
            and not named_after
            and not any(place.start <= match.start() < place.end for place in found.values())
        ):
            found.setdefault(match[0], Place(match[0], match.start(), match.end()))
    for place in labelled(text, known):
        found.setdefault(place.name, place)
    for match in TAILED.finditer(text):
        found.setdefault(match[0], Place(match[0], match.start(), match.end()))
    named = list(found.values()) or unled(text, known)
    return sorted(without_parts(named), key=lambda place: place.start)


def labelled(text: str, known: frozenset[str]) -> list[Place]:
    """Return the places that stand as labels before an amount (`Nyhem: minst 20 timmar`)."""
    labels = [match for match in LABELLED.finditer(text) if not NO_LABEL.search(match["name"])]
    return [
        Place(match[group], *match.span(group))
        for match in labels
        # One label may be a topic; several in a row divide a number among places.
        if len(labels) > 1 or match["name"] in known or match["common"]
        for group in ("name", "other")
        if match[group]
    ]


def unled(text: str, known: frozenset[str]) -> list[Place]:
    """Return the places that no preposition leads to: roads, else the names that the document knows."""
    roads = [Place(match[0], match.start(), match.end()) for match in ROADS.finditer(text)]
    if roads:
        return roads
    spots = [(name, plain_mention(text, name)) for name in known if name in text]
    return [Place(name, at, at + len(name)) for name, at in spots if at is not None]


def without_head(text: str, found: list[Place]) -> list[Place]:
    """Leave out the common word before the names that spell it out: `ytterområden, Berg och Dal`."""
    if len(found) < 2 or found[0].name[0].isupper() or found[1].name[0].islower():
        return found
    return found[1:] if re.fullmatch(r"\s*(?:,|:|\()\s*", text[found[0].end : found[1].start]) else found


def items(text: str, start: int, end: int) -> list[Place]:
    return [named(text, match.start(), match.end()) for match in ONE_ITEM.finditer(text, start, end)]


def named(text: str, start: int, end: int) -> Place:
    name = text[start:end]
    return Place(name, start, end)


def is_place(text: str, place: Place, loose: bool) -> bool:
    name = place.name
    acronym = ACRONYM.fullmatch(name) and not text[: place.start].endswith("vid ")
    if acronym or PAPER.search(name):
        return False
    if WEAK_NAMES.match(name) or MONTH_NAME.match(name) or EVENT.search(name):
        return False
    if name[0].islower():
        # "på torget"; but "för centrum" says whom, not where.
        return (
            not loose
            or bool(re.search(r"\bgenom $", text[: place.start]))
            or name.startswith(("övriga", "hela", "samtliga", "alla"))
        )
    if NOT_A_PLACE_AFTER.match(text, place.end) and not name.startswith(("Övriga", "Hela")):
        return False
    party = MENTION.match(name)
    # "i Nyhem" is a place although it ends as landlords do.
    at_home = (
        party is not None
        and party.lastgroup == "housing"
        and re.search(r"\b(?:i|på|Nedre|Övre)\s$|[,\w]\s(?:och|samt)\s(?:i\s|på\s)?$", text[: place.start])
    )
    if at_home:
        return True
    if party and party.end() >= len(name) - 1 and not re.search(r"skol(?:a|an|or)$", name):
        return False
    return not loose or bool(PLACE_ENDING.search(name))


def plain_mention(text: str, name: str) -> int | None:
    """Return where a known place stands without a preposition: first, or after a verb that takes places."""
    match = re.search(
        rf"(?:^(?={re.escape(name)}[:,–])|(?<=[a-zåäö] )){re.escape(name)}(?=$|[ :.,;)])(?! (?:kommun|stad|"
        rf"{UPPER}))",
        text,
    )
    if (
        match
        and match.start()
        and (
            any(party.end() == match.start() - 1 for party in MENTION.finditer(text))
            or re.search(r"\b(?:i|av|med|mot|för|från|till|om|som|hos) $", text[: match.start()])
        )
    ):
        return None
    return match.start() if match else None


def without_parts(found: list[Place]) -> list[Place]:
    """Leave out a name that stands inside a longer one at the same spot."""
    return [
        place
        for place in found
        if not any(
            other is not place
            and other.start <= place.start
            and place.end <= other.end
            and len(other.name) > len(place.name)
            for other in found
        )
    ]
