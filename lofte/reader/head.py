"""The document's head and foot: title, parties, validity, date and place of signing, signatories, lineage."""

import re
from dataclasses import dataclass
from datetime import date

from lofte.reader.dates import YEAR_ALONE, YEARS, Dated, days, periods, span_of_days
from lofte.reader.document import Document
from lofte.reader.draft import Party, Period, Signatory
from lofte.reader.outline import Heading, Item
from lofte.reader.parties import MUNICIPAL_NAME, POLICE_NAME, STREETS
from lofte.reader.passage import Passage

TITLE = re.compile(r"medborgarlöft|löfte", re.I)
VALID = re.compile(
    r"\b(?:gäll(?:er|de|a)|giltig\w*|löper|avser|sträcker sig|tidsperiod|kalenderåre[nt]|under åre[nt]|"
    r"lovar|lovade|giltighetstid)\b",
    re.I,
)
PROMISE_WORD = re.compile(r"löfte|löften|medborgarlöft|parterna|\bvi\b", re.I)
SIGNED = re.compile(
    r"\b(?:undertecknat|underskrivet|undertecknad|signerat|signerades|skrevs under|skriv(?:it|er) under|"
    r"undertecknades|undertecknas)\b",
    re.I,
)
PLACE_DATE = re.compile(
    r"^(?:(?:[Uu]ndertecknat|[Uu]nderskrivet|[Uu]ndertecknades|[Ss]ignerat|"
    r"[Uu]ndertecknad)\s+(?:i\s+)?)?(?:[Oo]rt och datum:?\s*)?(?P<place>[A-ZÅÄÖ][\wåäöé-]+(?: "
    r"[A-ZÅÄÖ][\wåäöé-]+){0,2}),?\s*(?:den\s+)?(?=\d)"
)
EXTENDS = re.compile(
    r"\b(?:förläng(?:a|er|s|t|ning av)|ersätter|bygger vidare på|fortsättning på|(?:en )?uppdatering av|"
    r"avlöser|en förlängning av|reviderar)\s+(?P<what>(?:det |de |den |vårt |förra |tidigare |gällande |"
    r"nuvarande )*(?:(?:19|20)\d\d(?:[–-](?:19|"
    r"20)?\d\d)?(?: års)?\s+)?(?:gemensamma )?[Mm]edborgarlöft\w*(?: (?:för|från) (?:åren? )?(?:19|"
    r"20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?)?)",
    re.I,
)
ROLE = re.compile(
    r"(?:\b[Cc]hef\b|[Oo]rdf(?:\b|örande)|kommunalråd|[Kk]ommunchef|[Kk]ommundirektör|"
    r"[Ll]okalpolisområdeschef|[Pp]olisområdeschef|[Ll]okalpolischef|[Pp]olischef|[Pp]olismästare|"
    r"[Kk]ommunpolis\b|[Vv]d\b|VD\b|verkställande direktör|[Dd]irektör|[Ss]amordnare|[Kk]ommissarie|"
    r"[Oo]ppositionsråd|[Ss]tadsdirektör|[Bb]iträdande|[Ss]äkerhetschef|[Ss]ocialchef|[Ff]örvaltningschef|"
    r"[Bb]orgarråd|[Nn]ämndordförande|[Rr]äddningschef|[Kk]anslichef|[Rr]egionpolischef|[Gg]ruppchef)",
)
LETTER = re.compile(r"\s*\((?:M|S|C|L|KD|V|MP|SD|FP|[A-ZÅÄÖ]{1,4})\)")
ROLE_FIRST = re.compile(
    r"(?P<role>[A-ZÅÄÖa-zåäö][a-zåäöA-Z ]{3,50}?(?:chef|chefen|råd|rådet|ordförande|ordföranden|direktör|"
    r"direktören|polis|mästare|"
    r"samordnare))\s*:?\s+(?P<name>[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?(?: "
    r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?){1,2})\b"
)
NAME_LINE = re.compile(
    r"^(?:[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?|[A-ZÅÄÖ]\.)(?: (?:af|av|von|de|"
    r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?|[A-ZÅÄÖ]\.)){1,3}$"
)
CONTACT = re.compile(
    r"@|\btelefon\b|\btel\b|(?<![\d-])0\d{1,3}-\d|kontakt|redaktör|sidansvarig|\bText:|\bFoto:", re.I
)


def title_of(document: Document, headings: list[Heading], items: list[Item]) -> str | None:
    """Return the document's own heading: the first that names the promise, else the first of all."""
    first = [heading for heading in headings if heading.level <= 2][:6] or headings[:6]
    named = next((heading for heading in [*first, *headings[:6]] if TITLE.search(heading.passage.text)), None)
    if named or headings:
        return (named or headings[0]).passage.text.strip()
    return items[0].text.split("\n")[0][:120] if items and len(items[0].text) <= 120 else None


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
    for start, party in partners(text):
        found.setdefault(party.name.lower(), (start, party))
    return tuple(party for _, party in sorted(found.values(), key=lambda pair: pair[0]))


PARTNER = (
    r"(?:AB |Stiftelsen )?[A-ZÅÄÖ][\w-]+(?: (?:[A-ZÅÄÖ][\w-]+|verken|i|och))*?(?: AB\b|bostäder\b|hem\b|"
    r"bostaden\b)(?: AB\b)?"
)
CHAIN = re.compile(
    rf"(?:kommun|stad|olisområde(?: [A-ZÅÄÖ]\w+){{1,3}}|AB|bostäder|hem),?(?: (?:och|samt)|"
    rf" [–-])?\s+(?P<name>{PARTNER}|Region [A-ZÅÄÖ]\w+)(?=[ ,.)])"
)
PROMISERS = re.compile(
    r"\b(?:tecknat\w*|lova\w*|enat\w*|kommit överens|skrivit under|undertecknat|överenskommelse mellan|"
    r"löfte\w*)\b",
    re.I,
)


def partners(text: str) -> list[tuple[int, Party]]:
    """Return landlords, companies and regions named in one breath with police and municipality as those who promise."""
    found = []
    for match in CHAIN.finditer(text):
        around = text[max(0, match.start() - 200) : match.end() + 120].split("¶")
        if any(PROMISERS.search(part) and match["name"] in part for part in around) and not re.search(
            r"\b(?:mellan|delas|till)\b[^.]*$", text[max(0, match.start() - 40) : match.start()]
        ):
            name = match["name"]
            kind = "housing" if re.search(r"hem|bost[aä]d", name, re.I) else "other"
            found.append((match.start("name"), Party(name, kind)))
    # A chain of three: the next begins where the last ended.
    for start, party in list(found):
        if match := re.compile(rf",? (?:och|samt) (?P<name>{PARTNER})(?=[ ,.)])").match(
            text, start + len(party.name)
        ):
            name = match["name"]
            found.append(
                (
                    match.start("name"),
                    Party(name, "housing" if re.search(r"hem|bost[aä]d", name, re.I) else "other"),
                )
            )
    return found


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
        return same_names(named)[:2]
    local = [(start, name) for start, name in found if name.startswith(("Polisen i ", "Närpolisen"))]
    return local[:1] or [(start, name) for start, name in found if name == "Polismyndigheten"][:1]


def same_names(named: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Keep each name once; a shorter beginning of a longer one is the same."""
    kept: list[tuple[int, str]] = []
    for start, name in named:
        name = re.sub(r"^LPO\b", "Lokalpolisområde", name)
        if not any(
            other.lower().startswith(name.lower()) or name.lower().startswith(other.lower())
            for _, other in kept
        ):
            kept.append((start, name))
    return kept


def municipal_names(text: str) -> list[tuple[int, str]]:
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    for match in MUNICIPAL_NAME.finditer(text):
        name = STREETS.sub("", tidy(match[0]))
        name = re.sub(r"\b(kommun|stad)s$", r"\1", name)
        if len(name.split()) < 2 or re.match(r"(?:Sveriges|Övriga|Hela|Varje)\b", name):
            continue
        name = name if "och" not in name.split() else name.split(" och ")[-1]
        counts[name] = counts.get(name, 0) + 1
        first.setdefault(name, match.start())
    return chosen(counts, first)


def chosen(counts: dict[str, int], first: dict[str, int]) -> list[tuple[int, str]]:
    """Return the municipalities that promise: all that are named beside the first within a few words, else the first."""
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


# ---- period


@dataclass(frozen=True)
class Validity:
    period: Period | None
    years: tuple[Dated, ...]  # more than one edition on the page
    impossible: tuple[tuple[Passage, Dated], ...]


def validity_of(title: str | None, headings: list[Heading], items: list[Item]) -> Validity:
    """Return what the promise says it is valid for: a sentence that says so, else the years of its title."""
    editions = editions_of(headings)
    impossible = tuple(impossible_dates(items))
    if len({dated.period for dated in editions}) > 1:
        return Validity(None, editions, impossible)
    said = said_period(items)
    in_title = next((dated.period for dated in periods(title or "") if dated.period), None)
    heading = next(
        (
            dated.period
            for passage in titles(headings, items)
            for dated in periods(passage)
            if dated.period and dated.period != in_title
        ),
        None,
    )
    if in_title is None:
        in_title = heading
    heading = next(
        (
            dated.period
            for head in headings
            if TITLE.search(head.passage.text)
            for dated in periods(head.passage.text)
        ),
        None,
    )
    if impossible and said is None and any(VALID.search(passage.text) for passage, _ in impossible):
        return Validity(in_title or heading, editions, impossible)
    return Validity(said or in_title or heading or led_period(items), editions, impossible)


def titles(headings: list[Heading], items: list[Item]) -> list[str]:
    """Return the short lines at the top that name the promise."""
    top = [heading.passage.text for heading in headings[:5]] + [
        item.text for item in items[:6] if len(item.text) < 120
    ]
    return [text for text in top if TITLE.search(text)]


def editions_of(headings: list[Heading]) -> tuple[Dated, ...]:
    """Return the years of headings of one rank that each open a promise of their own."""
    found: dict[int, list[Dated]] = {}
    for heading in headings[1:]:
        text = heading.passage.text
        if re.match(
            r"(?:(?:Gemensamt |Vårt |Våra )?[Mm]edborgarlöfte\w*|[Ll]öften?(?: för)?|[Åå]r|)\s*(?:för |"
            r"från )?(?:åren |år )?(?:19|20)\d\d",
            text,
        ) and not re.search(r"uppfölj", text, re.I):
            found.setdefault(heading.level, []).extend(periods(text)[:1])
    return tuple(next((dated for dated in found.values() if len({one.period for one in dated}) > 1), []))


def said_period(items: list[Item]) -> Period | None:
    started = started_on(items)
    for zone, text in valid_sentences(items):
        if zone == "validity" and (span := span_of_days(text)) and span[0].period and span[1].period:
            return Period(span[0].period.start, span[1].period.end)
        for sentence in (text,):
            if not VALID.search(text) or re.search(
                r"överenskommelse\w* (?:gäller|löper)|program\w* gäller|grannkommun|förra|tidigare",
                text,
                re.I,
            ):
                continue
            if re.search(r"\b(?:gäll|giltig|löper|sträcker|avser)", text, re.I) and (
                PROMISE_WORD.search(text)
                or zone == "validity"
                or text.startswith("Gäller")
                or re.match(r"De[tm]? ", text)
            ):
                if span := span_of_days(text):
                    first, second = span[0].period, span[1].period
                    if first and second and first.start <= second.end:
                        return Period(first.start, second.end)
                    continue
                if found := ending_only(text, started) or whole_period(text):
                    return found
        if zone == "validity" and (found := whole_period(text)):
            return found
    return None


def valid_sentences(items: list[Item]) -> list[tuple[str | None, str]]:
    return [(item.zone, sentence.text) for item in items for sentence in item.sentences]


def started_on(items: list[Item]) -> date | None:
    """Return the day that a sentence says the promise began to hold."""
    for _, text in valid_sentences(items):
        if match := re.search(r"\b(?:började gälla|börjar gälla|träder i kraft|gäller från)\b", text):
            found = [dated for dated in days(text[match.end() :]) if dated.period]
            if found and found[0].period:
                return found[0].period.start
    return None


def ending_only(text: str, started: date | None) -> Period | None:
    """Return the period of `gäller till och med den 31 december 2020`: from when it began, else from New Year."""
    match = re.search(r"\b(?:till och med|t\.?\s?o\.?\s?m\.?|fram till|till)\s+(?:den\s+)?(?=\d)", text)
    found = [dated for dated in days(text) if dated.period]
    if not match or len(found) != 1 or not found[0].period:
        return None
    last = found[0].period.end
    return Period(started if started and started < last else date(last.year, 1, 1), last)


def whole_period(text: str) -> Period | None:
    found = [dated.period for dated in periods(text) if dated.period]
    if not found or (
        days(text) and len(days(text)) == 1 and not re.search(r"\btill\b|t\.?o\.?m|fram till", text)
    ):
        return None
    if (
        len(found) >= 2
        and re.search(r"\b(?:till|t\.?o\.?m|fram till|och)\b", text)
        and found[0].start < found[1].start
    ):
        return Period(found[0].start, found[1].end)
    return found[0]


def led_period(items: list[Item]) -> Period | None:
    """Return the years of a sentence that promises (`Vi lovar att under 2018 och 2019 …`)."""
    for item in items[:40]:
        for sentence in item.sentences:
            if re.search(
                r"\b(?:lovar|lovade|löfte\w*|tecknat|skrivit under|enats)\b", sentence.text
            ) and not re.search(r"överenskommelse|program", sentence.text, re.I):
                if span := YEARS.search(sentence.text):
                    return periods(span[0])[0].period if periods(span[0]) else None
                if match := re.search(
                    r"\b(?:för|under|år|kalenderåret|hela)\s+(?=(?:19|20)\d\d)", sentence.text
                ):
                    year = YEAR_ALONE.match(sentence.text, match.end())
                    if year:
                        return periods(year[0])[0].period
    return None


def impossible_dates(items: list[Item]) -> list[tuple[Passage, Dated]]:
    return [
        (sentence, dated)
        for item in items
        for sentence in item.sentences
        for dated in days(sentence.text)
        if dated.impossible
    ]


# ---- signatures


@dataclass(frozen=True)
class Signing:
    agreed_on: date | None
    signed_at: str | None
    signatories: tuple[Signatory, ...]


def signing_of(document: Document, items: list[Item], parties: tuple[Party, ...]) -> Signing:
    """Return date, place and people of the sign block, which stands after the matter."""
    lines = sign_lines(document)
    agreed_on, signed_at, at = place_and_date(lines)
    people = signatories(lines, at, parties) or inline_signatories(items, parties)
    return Signing(agreed_on, signed_at, people)


def sign_lines(document: Document) -> list[str]:
    """Return headings, short paragraphs and cells; a table's columns are read downwards, as people sign beside each other."""
    lines: list[str] = []
    columns: dict[int, list[str]] = {}
    rows: dict[tuple[int, int], list[str]] = {}
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind == "cell" and len(text) < 90:
            columns.setdefault(block.column, []).extend(line.strip() for line in text.split("\n"))
            rows.setdefault((block.table, block.row), []).append(text.strip())
            continue
        lines.extend(down_or_across(columns, rows))
        columns, rows = {}, {}
        if block.kind != "bullet" or len(text) < 90:
            lines.extend(line.strip(" *_\t•-–") for line in text.split("\n"))
    lines.extend(down_or_across(columns, rows))
    return [line for line in lines if line and not re.fullmatch(r"[_.\s–-]+", line)]


def down_or_across(columns: dict[int, list[str]], rows: dict[tuple[int, int], list[str]]) -> list[str]:
    """Return a table's lines by column, or by row where a name has its role beside it."""
    across = [
        row
        for row in rows.values()
        if len(row) > 1 and NAME_LINE.match(row[0]) and not NAME_LINE.match(row[1]) and ROLE.search(row[1])
    ]
    if across:
        return [", ".join(row) for row in rows.values()]
    return [line for column in columns.values() for line in column]


def place_and_date(lines: list[str]) -> tuple[date | None, str | None, int]:
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        match = PLACE_DATE.match(line)
        if (
            match
            and len(line) < 80
            and not re.match(
                r"(?:Publicerad|Gäller|Giltig|Från|Period|Uppdaterad|Senast|Sidan|Datum|Version|Tertial|"
                r"Kvartal|Löftet|Storgatan|Box|Väg)\b",
                match["place"],
            )
            and not CONTACT.search(line)
        ):
            found = [dated for dated in days(line) if dated.period]
            if found and found[0].period:
                return found[0].period.start, match["place"], number
    return signed_sentence(lines)


def signed_sentence(lines: list[str]) -> tuple[date | None, str | None, int]:
    text = " ".join(lines)
    for match in SIGNED.finditer(text):
        around = text[match.start() : match.end() + 90].split(". ")[0]
        found = [dated for dated in days(around) if dated.period]
        if found and found[0].period:
            place = re.search(r"\bi (?P<place>[A-ZÅÄÖ][\wåäö-]+)", around)
            return found[0].period.start, place["place"] if place else None, -1
    return None, None, -1


def signatories(lines: list[str], at: int, parties: tuple[Party, ...]) -> tuple[Signatory, ...]:
    """Return names with their roles: on one line with commas, or on the line below or above."""
    found: list[Signatory] = []
    for number, line in enumerate(lines):
        if number < at - 8 or len(line) > 130 or CONTACT.search(line):
            continue
        line = LETTER.sub(
            "", re.sub(r"^(?:[Ff]ör|[Uu]nderskrift(?:er)?|[Uu]ndertecknat av)\b[^:]{0,60}:\s*", "", line)
        )
        if first := ROLE_FIRST.fullmatch(line):
            line = f"{first['name']}, {first['role'].strip()}"
        parts = [part.strip() for part in re.split(r",|\s[–-]\s|\s{3,}", line) if part.strip()]
        if (
            not parts
            or not NAME_LINE.match(parts[0])
            or ROLE.search(parts[0])
            or re.search(r"kommun|polis", parts[0], re.I)
        ):
            continue
        signatory = with_role(parts, lines[number + 1 : number + 4], parties)
        if signatory and (at >= 0 or number > len(lines) * 0.4):
            found.append(signatory)
    return tuple(found) if found and (at >= 0 or len(found) >= 2) else ()


INLINE = re.compile(
    r"(?P<name>[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?(?: [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)"
    r"{1,2}),? (?:\()?(?P<role>[a-zåäö][^,.;()]{3,60})"
)


def inline_signatories(items: list[Item], parties: tuple[Party, ...]) -> tuple[Signatory, ...]:
    """Return those who signed as a sentence tells it (`undertecknat av Anna Ek, kommunalråd, och …`)."""
    for item in items:
        for sentence in item.sentences:
            if SIGNED.search(sentence.text):
                found = [
                    Signatory(match["name"], match["role"].strip(), party_of_role(match["role"], parties))
                    for match in INLINE.finditer(sentence.text)
                    if ROLE.search(match["role"])
                ] or [
                    Signatory(match["name"], match["role"].strip(), party_of_role(match["role"], parties))
                    for match in ROLE_FIRST.finditer(
                        re.sub(
                            r"\b(?:av|och|samt)\b ",
                            "",
                            LETTER.sub("", sentence.text[sentence.text.find(" av ") :]),
                        )
                    )
                ]
                if found:
                    return tuple(found)
    return ()


def with_role(parts: list[str], below: list[str], parties: tuple[Party, ...]) -> Signatory | None:
    rest = [part for part in parts[1:] if part]
    role = next((part for part in rest if ROLE.search(part)), None)
    party = next(
        (
            part
            for part in rest
            if part is not role
            and re.search(r"kommun\b|polisområde|Polis|stad\b|hem\b|bostäder\b|Region", part)
        ),
        None,
    )
    for line in below:
        if NAME_LINE.match(line) and not ROLE.search(line) and not re.search(r"kommun\b|polis", line, re.I):
            break
        if role is None and ROLE.search(line) and len(line) < 90 and not re.search(r"\bska\b", line):
            first, _, rest_of_line = line.rstrip(".").partition(", ")
            if rest_of_line and ROLE.search(first):
                role, party = first, party or rest_of_line
            else:
                role = line.rstrip(".")
        elif (
            party is None
            and re.search(r"kommun\b|olisområde|olismyndigheten|stad\b", line)
            and len(line) < 60
        ):
            party = line.rstrip(".")
    if role is None:
        return None
    return Signatory(parts[0], role, party or party_of_role(role, parties))


def party_of_role(role: str, parties: tuple[Party, ...]) -> str | None:
    """Return the party that a role belongs to: named in it, else the only one of its kind."""
    named = next((party.name for party in parties if party.name.lower() in role.lower()), None)
    kind = (
        "police"
        if re.search(r"polis|LPO", role, re.I)
        else "municipality"
        if re.search(r"kommun|stads|ordf|social|nämnd", role, re.I)
        else "housing"
    )
    same = [party.name for party in parties if party.kind == kind]
    return named or (same[0] if len(same) == 1 else None)


def extends_of(items: list[Item]) -> str | None:
    for item in items:
        if match := EXTENDS.search(item.text):
            return match["what"].strip(" .,")
    return None
