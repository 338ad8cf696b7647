"""Tense: whether a sentence's own verb tells of the past, or only has a participle before its noun."""

import re

PERFECT = re.compile(
    r"\b(?:har|hade)\s+(?:\w+\s+){0,4}?(?<!ett )(?<!det )(?<!stort )"
    r"\w+(?:at|it|tt|ts|ats|its|tts|lt|rt|nt|st|gt|kt|pt|jt|vt)\b",
    re.I,
)
FINITE = re.compile(
    r"\b\w{2,}ades\b|\b(?:gjorde|gjordes|hölls|höll|"
    r"blev|fanns|fick|genomförde|genomfördes|skedde|var|ledde|kom|togs|tog|sattes|byttes|besöktes|"
    r"skickades|visade|skrev|sade|sa|svarade|gick|ställdes|stod|upptäcktes|gavs|gav|hanns|hann|bröts|"
    r"inleddes|delades|utfördes|utförde|deltog|lade|lades|drogs|greps|hittades|fördes)\b",
    re.I,
)
# "riktade insatser" and "patrullerade vi" look alike: only a subject beside it makes the word a verb.
WEAK = re.compile(r"\b(?!(?:lo|utlo)vade\b)\w{3,}ade\b", re.I)
DEFINITE = (
    r"(?:vi|de|man|han|hon|jag|det|båda|(?!många|några|ingen|vägen|ofta)[a-zåäöA-ZÅÄÖ-]{2,}(?:en|et|na|an))"
)
SUBJECT_BEFORE = re.compile(
    rf"(?:^|[\s,])(?P<who>{DEFINITE}|[Vv]i|(?!^)[A-ZÅÄÖ]\w+)\s+(?:också |även |dessutom )?$"
)
INFINITIVE = re.compile(r"\W*(?:[Aa]tt\s+)?(?!Under\b|Alla\b)[A-ZÅÄÖa-zåäö][a-zåäö]+a\b")
ARTICLE_BEFORE = re.compile(r"\b(?:det|den|de)\s$", re.I)
DEFINITE_AFTER = re.compile(r"\s+[a-zåäö-]+(?:et|en|na|an)\b")
GOVERNED = re.compile(r"\b(?:av|från|hos|för|med|på|mot|i|till|inom|enligt|kring)\s+(?:\w+\s+)?$", re.I)
SUBJECT_AFTER = re.compile(rf"\s+(?:också |även |därför |dessutom )?{DEFINITE}\b")
FRONTED = re.compile(
    r"^\W*(?:Under|I|På|Vid|Efter|Med|Därför|Dessutom|Sedan|Genom|Tillsammans|Totalt|Sammanlagt|Hittills|"
    r"År|Förra|Senare|Våren|Hösten|Sommaren|Då|Där|Den|När|Av|Utöver)\b"
)
RELATIVE = re.compile(
    r"\b(?:som|där|vilket|vilken|vilka|när|att|eftersom|sedan|om)\s+(?:[\wåäö-]+\s+){0,4}$", re.I
)


def tells(text: str) -> bool:
    """Say whether a verb outside subordinate clauses stands in the past."""
    found = [match.start() for pattern in (PERFECT, FINITE) for match in pattern.finditer(text)]
    found += [match.start() for match in WEAK.finditer(text) if is_verb(text, match)]
    return any(not RELATIVE.search(text[:start]) for start in found)


def is_verb(text: str, match: re.Match[str]) -> bool:
    """Say whether a word in -ade has its subject beside it, and is no participle before or after a noun."""
    before = text[: match.start()]
    if INFINITIVE.match(text):
        return False
    if ARTICLE_BEFORE.search(before) and DEFINITE_AFTER.match(text, match.end()):
        return False  # "det krogrelaterade våldet"
    if subject := SUBJECT_BEFORE.search(before):
        return not GOVERNED.search(before[: subject.start("who")])
    return bool(FRONTED.match(text) and SUBJECT_AFTER.match(text, match.end()))
