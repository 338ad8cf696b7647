"""Numbers and signs that lead to one person: personnummer, telephone, e-mail, registration plate."""

import re
from collections.abc import Iterator
from datetime import date

_DASH = r"[-‐‑–−+]"
_PERSONNUMMER = re.compile(
    rf"(?<!\d)(\d\d)?(\d\d)([-./ ]?)(\d\d)\3(\d\d)[ ./]?{_DASH}? ?(\d{{3}}|\d\d ?(?=\d\d(?!\d))\d)(\d)(?!\d)"
)
# Said to be one, it is one, though a figure is wrong or the last four are left out.
_SAID = re.compile(
    r"\b(?:person(?:nummer|nr)|p(?:ers)?nr|samordningsn(?:umme)?r|född|f(?:ödd)?\.)\s?(?:är|[:.=])?\s?"
    r"((?:19|20)?\d\d[-./ ]?\d\d[-./ ]?\d\d(?:[ ]?[-–+]?[ ]?(?:\d{4}|[xX*]{4}))?)(?!\d)",
    re.IGNORECASE,
)
_MASKED = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-–+]?(?:[xX]{4}\b|\*{4})")
# What stands before the sign is looked for from the sign and back: forwards, a picture written out as half a
# million letters would be gone through once from each of them.
_AT = re.compile(
    r" ?(?:@|\(at\)|\[at\]|\(a\)|\[a\]|\{at\}|snabel-?a|\(snabel-?a\)) ?"
    r"[\w-]++(?:(?:\.| ?\((?:dot|punkt)\) ?| (?:dot|punkt) )[\w-]++)++",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b[\w-]{1,40}(?: (?:punkt|dot) [\w-]{1,40}){0,3} (?:at|snabel-?a) [\w-]{1,40}(?: (?:punkt"
    r"|dot) [\w-]{1,40}){1,3}",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"[\w.+-]+\Z")
LONGEST_MAILBOX = 64  # characters before the sign (RFC 5321)
_PHONE = re.compile(rf"(?<![\d,.])(?:\+|00|0) ?\d[\d ()/]*(?:{_DASH}[\d ()/]*)*\d(?![\d,.]\d)")
_DOTTED = re.compile(r"(?<![\d,.])(?:0|\+46\.?)\d{2,3}\.(?:\d{5,8}|\d{2,3}(?:\.\d{2,3}){1,3})(?![\d,.]\d|\d)")
_UNSIGNED = re.compile(r"(?<![\d,.+-])46 ?7\d(?:[ -]?\d){7}(?![\d,.]\d|\d)")
# Without an area code it is one when it is said to be.
_CALLED = re.compile(
    r"\b(?:telefon(?:nummer|nr)?|tel(?:nr)?|mobil(?:nummer|nr)?|mob)(?:\s?[.:]|\s(?:är|på|till))?\s?"
    r"(\d(?:[ -]?\d){5,9})(?![\d,.]\d)",
    re.IGNORECASE,
)
# Numbers of offices and firms: they lead to no person.
_OFFICE = re.compile(r"(?:\+46 ?|0046 ?|0)(?:20|200|77\d?|10|116)(?=[\d -])")
# 0800–1200 is a shift and 0680-2021 a registered case: after four figures a telephone number has five or six.
_FOUR_AND_FOUR = re.compile(rf"\d{{4}} ?{_DASH} ?\d{{4}}")
_DAY = re.compile(r"0?\d[./-]\d\d?[./-](?:19|20)\d\d|\d\d\.\d\d ?[-–] ?\d\d\.\d\d")
# Letters I, Q, V, Å, Ä, Ö and a last O are not used on plates (Transportstyrelsen). Small letters count only
# when written together: "med 800" is no car.
_PLATE = re.compile(
    r"(?<![\w-])(?:[A-HJ-PR-UW-Z]{3}[ -]?\d\d[\dA-HJ-NPR-UW-Z]"
    r"|[A-HJ-PR-UW-Z]-?[A-HJ-PR-UW-Z]-?[A-HJ-PR-UW-Z][ -]?\d[ -]?\d[ -]?[\dA-HJ-NPR-UW-Z]"
    r"|[A-HJ-PR-UW-Za-hj-pr-uw-z]{3}\d\d[\dA-HJ-NPR-UW-Za-hj-npr-uw-z])(?![\w-])"
)
# Said to be one, it is one in any letters: skylten m e s 4 1 7; and a car is a car: bilen tok 731.
_PLATE_SAID = re.compile(
    r"\b(?:reg(?:istrerings)?\.?[ -]?(?:nummer|nr|skylt(?:en)?)?|regnr|skylt(?:en|ar)?)\s?(?:är|[:.])?\s?"
    r"([a-z][ -]?[a-z][ -]?[a-z][ -]?\d[ -]?\d(?:[ -]?[\da-z])?)(?![\w-])",
    re.IGNORECASE,
)
_CAR = re.compile(
    r"(?:bil(?:en)?|moped(?:en)?|epa(?:n)?|(?:epa|a)-?traktor(?:n)?|skåpbil(?:en)?|släp(?:et)?|mc"
    r"|taxi(?:n)?|volvo|såg|registrerad|fordon(?:et)?)"
    r"(?: med| en| ett|,|:)?\s([a-z]{3} \d\d[\da-z])(?![\w-])",
    re.IGNORECASE,
)
# Three letters that stand before numbers in these documents.
_ABBREVIATIONS = frozenset(
    "ANT BOS BRÅ DNR EST FIX GPS HBK ISO KBT KLM KUB LED LSS LOB MHF NTU PDF POL PUB RAL SCB SFS "
    "SMS SOL SOU SSG SRK TPL TEL THC".split()
)
# Words before a number that make it a room, a motion or a case.
_NUMBERED = re.compile(
    r"\b(?:rum|sal|motion|ärende|ärendenummer|modellen|modellen heter|kurs|linje|artikel|order|kvitto)\s\Z",
    re.IGNORECASE,
)
LONGEST_BEFORE = 20  # signs that such a word may take
N_PHONE_DIGITS = range(8, 16)  # the shortest in Sweden with its area code; the longest in the world (E.164)
Spans = Iterator[tuple[int, int]]


def personnummer(text: str) -> Spans:
    """Yield what is one by its check digit, and what is said to be one."""
    for match in _PERSONNUMMER.finditer(text):
        century, year, _, month, day, number, check = match.groups()
        if century not in {None, "18", "19", "20"}:
            continue
        digits = year + month + day + number.replace(" ", "") + check
        if _is_day(century, year, month, day) and _is_checked(digits):
            yield match.span()
    for match in _SAID.finditer(text):
        yield match.span(1)
    if "x" in text or "X" in text or "*" in text:
        for match in _MASKED.finditer(text):
            yield match.span()


def _is_day(century: str | None, year: str, month: str, day: str) -> bool:
    """A samordningsnummer has 60 added to its day; without a century any leap year may be meant."""
    number = int(day)
    try:
        date(int((century or "20") + year), int(month), number - 60 if number > 60 else number)
    except ValueError:
        return False
    return True


def _is_checked(digits: str) -> bool:
    """Luhn's sum: every other digit is doubled, its own digits added, and the whole ends in nought."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def phones(text: str) -> Spans:
    """Yield the numbers that lead to a person; those of offices and firms do not."""
    for match in _PHONE.finditer(text):
        number = match[0]
        n_digits = sum(letter.isdigit() for letter in number)
        is_other = _is_other(number) or _is_numbered(text, match.start())
        if n_digits in N_PHONE_DIGITS and not is_other:
            yield match.span()
    for match in _DOTTED.finditer(text):
        if not _OFFICE.match(match[0].replace(".", "-")):
            yield match.span()
    for match in _UNSIGNED.finditer(text):
        yield match.span()
    for match in _CALLED.finditer(text):
        if not _OFFICE.match(match[1]):
            yield match.span(1)


def _is_other(number: str) -> bool:
    whole = _FOUR_AND_FOUR.fullmatch(number) or _DAY.match(number)
    return whole is not None or _OFFICE.match(number) is not None


def _is_numbered(text: str, start: int) -> bool:
    return _NUMBERED.search(text[max(start - LONGEST_BEFORE, 0) : start]) is not None


def emails(text: str) -> Spans:
    """Yield addresses for mail."""
    for match in _AT.finditer(text):
        before = text[max(match.start() - LONGEST_MAILBOX, 0) : match.start()]
        mailbox = _MAILBOX.search(before)
        if mailbox:
            yield match.start() - len(mailbox[0]), match.end()
    if " punkt " in text or " dot " in text or " DOT " in text:
        for match in _SPOKEN.finditer(text):
            yield match.span()


def plates(text: str) -> Spans:
    """Yield registration plates."""
    for match in _PLATE.finditer(text):
        if match[0][:3].upper() not in _ABBREVIATIONS and not _is_numbered(text, match.start()):
            yield match.span()
    for pattern in (_PLATE_SAID, _CAR):
        for match in pattern.finditer(text):
            yield match.span(1)
