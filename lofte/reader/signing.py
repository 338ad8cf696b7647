"""The sign block: date, place, and the people who signed for whom."""

import re
from dataclasses import dataclass
from datetime import date

from lofte.reader.dates import days
from lofte.reader.document import Document
from lofte.reader.draft import Party, Signatory
from lofte.reader.outline import Item

SIGNED = re.compile(
    r"\b(?:undertecknat|underskrivet|undertecknad|signerat|signerades|skrevs under|skriv(?:it|er) under|"
    r"underteckna(?:s|d|de|des|r|)|signerar|signerade|skrev under|skrev på)\b",
    re.I,
)


PLACE_DATE = re.compile(
    r"^(?:(?:[Uu]ndertecknat|[Uu]nderskrivet|[Uu]ndertecknades|[Ss]ignerat|"
    r"[Uu]ndertecknad)\s+(?:i\s+)?)?(?:[Oo]rt och datum:?\s*)?(?P<place>[A-ZÅÄÖ][\wåäöé-]+(?: "
    r"[A-ZÅÄÖ][\wåäöé-]+){0,2}),?\s*(?:den\s+)?(?=\d)"
)


ROLE = re.compile(
    r"(?:\b[Cc]hef\b|[Oo]rdf(?:\b|örande)|kommunalråd|[Kk]ommunchef|[Kk]ommundirektör|"
    r"[Ll]okalpolisområdeschef|[Pp]olisområdeschef|[Ll]okalpolischef|[Pp]olischef|[Pp]olismästare|"
    r"[Kk]ommunpolis\b|[Oo]mrådespolis\b|[Vv]d\b|VD\b|verkställande direktör|[Dd]irektör|[Ss]amordnare|"
    r"[Kk]ommissarie|"
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
    """Return headings, short paragraphs and cells; columns downwards, as people sign side by side."""
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
                r"(?:Undertecknat|Undertecknad|Underskrivet|Signerat|Minnesanteckningar|Protokoll|Anteckningar|Sammanträde\w*|Möte\w*|Beslut\w*|Nyhet|"
                r"Publicerad|Gäller|Giltig|Från|Period|Uppdaterad|Senast|Sidan|Datum|Version|Tertial|"
                r"Kvartal|Löftet|Storgatan|Box|Väg)\b",
                match["place"],
            )
            and not CONTACT.search(line)
            and not PUBLISHED.search(line)
        ):
            found = [dated for dated in days(line) if dated.period]
            if found and found[0].period:
                return found[0].period.start, match["place"], number
    return signed_sentence(lines)


# The day a page was put up or changed is no day of signing.
PUBLISHED = re.compile(r"\b(?:publicera[dt]|uppdatera[dt]|ändra[dt]|granska[dt])\b", re.I)


def signed_sentence(lines: list[str]) -> tuple[date | None, str | None, int]:
    text = " ¶ ".join(lines)
    for match in SIGNED.finditer(text):
        before = re.split(r"[.!?:] (?=[A-ZÅÄÖ])", text[max(0, match.start() - 60) : match.start()])[-1]
        # What stands on the line above is no part of a line that begins with it.
        before = "" if before.endswith("¶ ") and match[0][0].isupper() else before
        around = (before + text[match.start() : match.end() + 90].split(". ")[0]).replace("¶ ", "")
        found = [dated for dated in days(around) if dated.period]
        if found and found[0].period:
            place = re.search(r"\bi (?P<place>[A-ZÅÄÖ][\wåäö-]+)", around)
            return found[0].period.start, place["place"] if place else None, -1
    return None, None, -1


SIGNED_BY = re.compile(r"^(?:[Ff]ör|[Uu]nderskrift(?:er)?|[Uu]ndertecknat av)\b[^:]{0,60}:\s*")


def name_and_roles(line: str) -> list[str]:
    """Return a line's parts, the name first, without party letters and without whom it is signed for."""
    bare = LETTER.sub("", SIGNED_BY.sub("", line)).lstrip("/ ")
    if first := ROLE_FIRST.fullmatch(bare):
        bare = f"{first['name']}, {first['role'].strip()}"
    return [part.strip() for part in re.split(r",|\s[–-]\s|\s{3,}", bare) if part.strip()]


def signatories(lines: list[str], at: int, parties: tuple[Party, ...]) -> tuple[Signatory, ...]:
    """Return names with their roles: on one line with commas, or on the line below or above."""
    found: list[Signatory] = []
    for number, line in enumerate(lines):
        if number < at - 8 or len(line) > 130 or CONTACT.search(line):
            continue
        parts = name_and_roles(line)
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
    sure = at >= 0 or len(found) >= 2 or (len(found) == 1 and is_alone(found[0], lines))
    return tuple(found) if found and sure else ()


HIGH_ROLE = re.compile(
    r"olisområdes?chef|områdeschef|\bchef (?:för )?(?:lokal|när)?polis|kommunpolis|kommunalråd|"
    r"kommunchef|kommundirektör|"
    r"kommunstyrelsens ordförande|områdespolis",
    re.I,
)


def is_alone(signatory: Signatory, lines: list[str]) -> bool:
    """Say whether one name at the end signs: with an office, and without the marks of a contact."""
    number = next(n for n, line in enumerate(lines) if signatory.name in line)
    above, below = " ".join(lines[max(0, number - 1) : number]), " ".join(lines[number : number + 4])
    is_contact = CONTACT.search(below) or re.search("kontakt", above, re.I)
    return bool(HIGH_ROLE.search(signatory.role or "")) and not is_contact


OFFICE = (
    r"(?:biträdande |tillförordnad |t\.?f\.? |vice )?(?:[Kk]ommunstyrelsens |[Kk]ommunfullmäktiges |"
    r"[Ss]ocialnämndens )?"
    r"[A-Za-zÅÄÖåäö]*(?:[Cc]hef|råd|ordförande|direktör|polis|mästare|samordnare)(?:en)?"
)
PERSON = (
    r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?(?: (?:af|av|von|"
    r"de))?(?: [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?){1,2}"
)
TAIL = (
    r"(?:(?: för| i| vid| på| av)?(?: (?:lokal|när)?polisområde\w*| region\w*| kommunstyrelsen| kommunen)?"
    r"(?: [A-ZÅÄÖ][\wåäö]+){0,3})"
)
NAMED = re.compile(
    rf"(?P<first>{OFFICE}),? (?P<name1>{PERSON})|(?P<name2>{PERSON}),? \(?(?P<last>{OFFICE}{TAIL})", re.U
)


def inline_signatories(items: list[Item], parties: tuple[Party, ...]) -> tuple[Signatory, ...]:
    """Return those who signed as a sentence tells it (`undertecknat av Anna Ek, kommunalråd, och …`)."""
    for item in items:
        for sentence in item.sentences:
            if SIGNED.search(sentence.text) and (found := named_in(sentence.text, parties)):
                return found
    return ()


def named_in(text: str, parties: tuple[Party, ...]) -> tuple[Signatory, ...]:
    """Return the people of a sentence with their offices, before or behind the name."""
    found: dict[str, Signatory] = {}
    for match in NAMED.finditer(LETTER.sub("", text)):
        name = match["name1"] or match["name2"]
        role = (match["first"] or match["last"]).strip()
        if not re.search(r"kommun|polis|region|stad\b", name, re.I) and ROLE.search(role):
            found.setdefault(name, Signatory(name, role, party_of_role(role, parties)))
    return tuple(found.values())


def with_role(parts: list[str], below: list[str], parties: tuple[Party, ...]) -> Signatory | None:
    rest = [part for part in parts[1:] if part]
    role = next((part for part in rest if ROLE.search(part)), None)
    if role and rest[-1].lower().startswith("region "):
        role = f"{role}, {rest.pop()}"
    party = next(
        (
            part
            for part in rest
            if part is not role
            and part not in (role or "")
            and re.search(r"kommun\b|polisområde|Polis|stad\b|hem\b|bostäder\b|Region", part)
        ),
        None,
    )
    for line in below:
        name = line.split(",")[0]
        if NAME_LINE.match(name) and not ROLE.search(name) and not re.search(r"kommun\b|polis", name, re.I):
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
