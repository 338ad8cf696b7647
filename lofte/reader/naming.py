"""Who promises: the organisations named in full, each once."""

import re

from lofte.reader.draft import Party
from lofte.reader.parties import MUNICIPAL_NAME, NAME, POLICE_NAME, STREETS, mentions

# ---- parties


def parties_of(passages: list[str]) -> tuple[Party, ...]:
    """Return the organisations that promise together, each once, by its full name."""
    # No name crosses from one block into the next.
    text = " ¶ ".join(passages)
    found: dict[str, tuple[int, Party]] = {}
    police = police_names(text)
    for start, name in [*police, *municipal_names(text)]:
        kind = "police" if (start, name) in police else "municipality"
        found.setdefault(name.lower(), (start, Party(name, kind)))
    if not police and (plain := PLAIN["police"].search(text)):
        found["polisen"] = (plain.start(), Party("Polisen", "police"))
    for start, party in partners(text):
        found.setdefault(party.name.lower(), (start, party))
    return tuple(party for _, party in sorted(found.values(), key=lambda pair: pair[0]))


def promisers(parties: tuple[Party, ...], text: str) -> frozenset[str]:
    """Return the kinds that promise: those named in full, and those that the text plainly lets promise."""
    found = {party.kind for party in parties}
    found |= {kind for kind, pattern in PLAIN.items() if pattern.search(text)}
    return frozenset(found)


PLAIN = {
    "police": re.compile(
        r"\b[Pp]olisens (?:åtagande|(?:medborgar)?löfte)|\b[Pp]olis(?:en)? (?:och|lova[rd]e?|ska(?:ll)?)\b|"
        r"\b[Pp]olisen har (?:genomfört|gjort|utfört)\b|\b(?:har|lovar) polisen\b|\boch [Pp]olis(?:en)?\b|"
        r"\b[Vv]årt (?:lokal)?polisområde\b"
    ),
    "municipality": re.compile(
        r"\b[Kk]ommunens åtagande|\b[Kk]ommun(?:en)? (?:och polis|lovar)|"
        r"\b[Pp]olis(?:en)? och (?:\w+ )?kommun(?:en)?\b"
    ),
}


PARTNER = (
    r"(?!Lokalpolis|Polis|Närpolis)"
    r"(?:AB |Stiftelsen )?[A-ZÅÄÖ][\w-]+(?: (?:[A-ZÅÄÖ][\w-]+|verken|i|och))*?(?: AB\b|bostäder\b|hem\b|"
    r"bostaden\b)(?: AB\b)?"
)


CHAIN = re.compile(
    rf"(?:kommun|stad|olisområde(?: [A-ZÅÄÖ]\w+){{1,3}}|AB|bostäder|hem),?(?: (?:och|samt)|"
    rf" [–-])?\s+(?:(?:det |den )?(?:kommunala |allmännyttiga )?[a-zåäö]*(?P<landlord>bostads)?"
    rf"(?:bolaget|företaget|stiftelsen) )?(?P<name>{PARTNER}|Region [A-ZÅÄÖ]\w+|"
    rf"(?(landlord){NAME}|(?!)))(?=[ ,.)])"
)


PROMISERS = re.compile(
    r"\b(?:tecknat\w*|lova\w*|enat\w*|kommit överens|skrivit under|undertecknat|överenskommelse mellan|"
    r"löfte\w*)\b",
    re.I,
)


def partners(text: str) -> list[tuple[int, Party]]:
    """Return landlords, companies and regions named in one breath with police and municipality."""
    found = []
    for match in CHAIN.finditer(text):
        around = text[max(0, match.start() - 200) : match.end() + 120].split("¶")
        if any(
            match["name"] in part and (PROMISERS.search(part) or is_only_names(part, match))
            for part in around
        ) and not re.search(
            r"\b(?:mellan|delas|till)\b[^.]*$", text[max(0, match.start() - 40) : match.start()]
        ):
            name = match["name"]
            housing = match["landlord"] or re.search(r"hem|bost[aä]d", name, re.I)
            found.append((match.start("name"), Party(name, "housing" if housing else "other")))
    # A chain of three: the next begins where the last ended.
    for start, party in list(found):
        if following := re.compile(rf",? (?:och|samt) (?P<name>{PARTNER})(?=[ ,.)])").match(
            text, start + len(party.name)
        ):
            name = following["name"]
            found.append(
                (
                    following.start("name"),
                    Party(name, "housing" if re.search(r"hem|bost[aä]d", name, re.I) else "other"),
                )
            )
    return found


def is_only_names(part: str, match: re.Match[str]) -> bool:
    """Say whether a paragraph is nothing but the names of those who promise."""
    rest = part.replace(match["name"], "")
    for pattern in (POLICE_NAME, MUNICIPAL_NAME):
        rest = pattern.sub("", rest)
    return bool(MUNICIPAL_NAME.search(part)) and not re.sub(r"\b(?:och|samt)\b|[^\w]", "", rest)


def police_names(text: str) -> list[tuple[int, str]]:
    """Return the police district under its fullest name, not `Polisen i …` where a district is named."""
    found = [(match.start(), tidy(match[0])) for match in POLICE_NAME.finditer(text)]
    districts = [
        (start, name) for start, name in found if re.match(r"(?:[Ll]okal|[Nn]är)?[Pp]olisområde|LPO", name)
    ]
    named = [
        (
            start,
            re.sub(r"^(?:lokal)?polisområdet?", lambda match: match[0].capitalize().removesuffix("t"), name),
        )
        for start, name in districts
        if len(name.split()) > 1
    ]
    if named:
        return same_names([(start, without_genitive(name, text)) for start, name in named])[:2]
    local = [(start, name) for start, name in found if name.startswith(("Polisen i ", "Närpolisen"))]
    return local[:1] or [(start, name) for start, name in found if name == "Polismyndigheten"][:1]


def without_genitive(name: str, text: str) -> str:
    """Return `Ekby` of `Ekbys konton` where the text also writes the name bare."""
    bare = name.removesuffix("s")
    own = bare.split()[-1]
    return bare if bare != name and re.search(rf"\b{re.escape(own)}\b", text) else name


def same_names(named: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Keep each name once; a shorter beginning of a longer one is the same."""
    kept: list[tuple[int, str]] = []
    for start, name in named:
        full = re.sub(r"^LPO\b", "Lokalpolisområde", name)
        low = full.lower()
        if not any(other.lower().startswith(low) or low.startswith(other.lower()) for _, other in kept):
            kept.append((start, full))
    return kept


# "Stadsdelen Norr, Ekby stad" says where, not who; "Ekby kommun" and "Ekbys kommun" are one.
ADDRESS = re.compile(r"\bstadsdel\w*\s[^.,]{3,40},\s$")
SPELT = re.compile(r"s?(?= kommun$| stad$)")


def municipal_names(text: str) -> list[tuple[int, str]]:
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    for match in MUNICIPAL_NAME.finditer(text):
        name = STREETS.sub("", tidy(match[0]))
        name = re.sub(r"\b(kommun|stad)s$", r"\1", name)
        if len(name.split()) < 2 or NO_NAME.match(name):
            continue
        name = name if "och" not in name.split() else name.split(" och ")[-1]
        if ADDRESS.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        name = next((known for known in counts if SPELT.sub("", known) == SPELT.sub("", name)), name)
        counts[name] = counts.get(name, 0) + 1
        first.setdefault(name, match.start())
    several: list[str] = []
    districts = [match.span() for match in POLICE_NAME.finditer(text)]
    for match in [*SEVERAL.finditer(text), *SEVERAL_BEFORE.finditer(text)]:
        for one in re.finditer(NAME, match["names"]):
            at = match.start("names") + one.start()
            if mentions(one[0]) or any(start <= at < end for start, end in districts):
                continue
            name = next((known for known in counts if known.startswith(one[0])), f"{one[0]} kommun")
            counts[name] = counts.get(name, 0) + 1
            first[name] = at
            several.append(name)
    if several:
        return [(first[name], name) for name in dict.fromkeys(several)]
    return chosen(counts, first)


NO_NAME = re.compile(
    r"(?:Samverkan|Polis|Gemensam|En|Ett|Din|Er|Min|Vår|Trygg|Tryggare|Säker|Sveriges|Övriga|Hela|Varje)\b"
)
# "de tre kommunerna Ekby, Alby och Torpa"
SEVERAL = re.compile(rf"\bkommunerna (?P<names>{NAME}(?:, {NAME}){{0,4}} och {NAME})")
# "Ekby och Alby kommuner"
SEVERAL_BEFORE = re.compile(
    rf"(?<!\w)(?P<names>{NAME}(?:, {NAME}){{0,4}},? (?:och|samt) {NAME}) kommuner(?:na)?\b"
)


def chosen(counts: dict[str, int], first: dict[str, int]) -> list[tuple[int, str]]:
    """Return the municipalities that promise: the first, and those named right beside it."""
    if not counts:
        return []
    lead = min(first, key=lambda name: first[name])
    most = max(counts, key=lambda name: counts[name])
    names = {lead if counts[lead] > 1 or counts[most] < 3 else most}
    lead = next(iter(names))
    near = first[lead]
    for name in sorted(first, key=lambda name: first[name]):
        if first[name] - near < 60:
            names.add(name)
            near = first[name]
    return [(first[name], name) for name in names]


def tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" ,.")
