"""Who does it and who helps: by the sentence's subject, else a bracket, a cell or a heading."""

import re
from collections.abc import Sequence
from functools import lru_cache

from lofte.reader.parties import RECENT, Mention, mentions

ANCHOR = re.compile(
    r"\b(?:ska(?:ll)?|skulle|kommer|lovar|åtar sig|ansvarar|svarar för|avser|förbinder sig|planerar|"
    r"har som mål|har för avsikt|bör|tänker|fortsätter)\b",
    re.I,
)
FRONTED = re.compile(r"\s+(?:också |även |då |därför |dessutom |bland annat |alltid )?(?=\S)")
PREPOSED = re.compile(
    r"(?<![Vv]i )\b(?:av|med|för|till|hos|i|på|om|mellan|mot|vid|kring|genom|utifrån|enligt|per|åt|inom|"
    r"[Öö]vriga|"
    r"[Hh]ela|[Rr]esten av)\s+(?:\w+\s+){0,2}$",
    re.I,
)
CHAINED = re.compile(
    # A district's own name stands between: "Lokalpolisområde Norra Dalen och …".
    r"(?:\s[A-ZÅÄÖ][\wåäö]+){0,3}(?:\s[a-zåäö]{3,8})?\s*(?:,|och|samt|tillsammans med|i samverkan med|"
    r"i samarbete med|jämte|&|/)\s*(?:[\wåäö]+\s+){0,2}$",
    re.I,
)
HELPED = re.compile(
    r"\b(?P<how>tillsammans med|ihop med|gemensamt med|samfällt med|i sam[a-zåäö]{3,9} med|"
    r"förstärkt\w* (?:med|av)|i samverkan med|"
    r"i nära samverkan med|i nära samarbete med|i samråd med|med stöd av|med stöd från|med hjälp av|"
    r"med hjälp från|i dialog med|"
    r"samarbeta(?:r)? med|samverka(?:r)? med|bistås av|stöttas av|stöds av|assisteras av|med bistånd av|"
    r"med deltagande av|och bjuda? in)\s+",
    re.I,
)
SUPPORTED = re.compile(
    r"\b(?:stött(?:a|ar)|stöd(?:ja|jer|er)|uppmuntra(?:r)?|hjälp(?:a|er)|stöd till|bidrag till|"
    r"ge(?:r)? stöd åt|bistå(?:r)?|engagera(?:r)?|samordna(?:r)?|använd(?:a|"
    r"er) (?:sig av )?(?:sina )?)\s+(?:[\wåäö]+\s+){0,3}?$",
    re.I,
)
AGENT = re.compile(
    r"\bunder ledning av\s+(?=\S)|\b(?:\w+s|besök|utförd[at]?|genomförd[at]?|ledd|ordnad[et]*|"
    r"gjord[at]?)\b[^.;]{0,60}?\bav\s+(?=\S)",
    re.I,
)
PARTICIPLE = re.compile(r"\s+(?:\w+\s+)?\w+(?:ade|da|ta|na|erade)\b")
BRACKET = re.compile(
    r"[(\[]\s*(?:[Aa]nsvar(?:ig[at]?)?(?: part)?:?\s*)?(?P<who>[^()\[\]]{2,80})[)\]]\s*[.;,]?\s*$"
)
TRAILER = re.compile(
    r"(?:[Aa]nsvar(?:ig[at]?)?(?: part(?:er)?| organisation)?\s*(?:är|:|–|-)|[–—-]|[Uu]tför(?:s av|are):?|"
    r"/)\s*(?P<who>[^.:;]{3,70}?)[.\s]*$"
)
LABEL = re.compile(r"^(?P<who>[^.:;–]{3,60}?)\s*(?::|\s[–—-])\s+(?=\S)")
WE = re.compile(
    r"^(?:\W|och |att |Under \w+ )*[Vv]i\b|\b(?:ska|skall|kommer|lovar) vi\b|^Parterna\b|\b(?:ska|"
    r"kommer) parterna\b",
    re.I,
)
BOTH = re.compile(r"\b(?:gemensam\w*|tillsammans|båda parter|parterna|samverkan|joint)\b", re.I)
NEUTRAL = re.compile(
    r"^(?:att )?(?:(?:[Vv]arje|[Vv]ar och en av|Den|Det|De|En|Ett|Även|Också|Både|Lokala|Kommunala|Extra|"
    r"Lokal|Ny|Nya|Fler|Två|Tre|Vuxna|"
    r"Personal|Medlemmar|Representanter|Frivilliga)\s+(?:\w+\s+)?)?(?:från |ur |hos |inom |i )?"
)


# A title of work that the police, the municipality, a landlord and a company may all have.
TITLES = re.compile(
    r"(?:[Tt]rygghets|[Oo]mråde[s]?|[Ss]tadsdels|[Cc]entrum)(?:värd|samordnar)\w*|[Oo]rdningsvakt\w*|[Vv]äktar\w*"
)


def is_title_of_work(text: str) -> bool:
    """Say whether only a title of work stands first, which says nothing of whose it is."""
    found = mentions(text)
    opening = NEUTRAL.match(text)
    return (
        bool(found)
        and bool(TITLES.fullmatch(found[0].word))
        and found[0].start <= (opening.end() if opening else 0) + 1
        and not re.match(r"\s+(?:från|hos|i)\s", text[found[0].end : found[0].end + 6])
    )


@lru_cache(maxsize=RECENT)
def subject_of(text: str) -> tuple[str, ...]:
    """Return the kinds of party that the sentence's own grammar makes do it."""
    found = owned(text, mentions(text))
    if not found:
        return ()
    if label := LABEL.match(text):
        labelled = [mention for mention in found if mention.end <= label.end("who")]
        if labelled and only_parties(label["who"], labelled):
            return kinds(labelled)
    anchor = ANCHOR.search(text)
    named = by_anchor(text, found, anchor) if anchor else by_opening(text, found)
    return named or agent(text, found)


def owned(text: str, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Leave out the genitive before whom it owns (`kommunernas trafikpoliser`), not before a mere title."""
    pairs = zip(found, [*found[1:], None], strict=False) if found else ()
    return tuple(
        mention
        for mention, after in pairs
        if after is None
        or not mention.word.endswith("s")
        or not OWNS.fullmatch(text[mention.end : after.start])
        or not (after.kind in ("police", "housing", "association") and not TITLES.fullmatch(after.word))
        or re.match(r"[Vv]olontär|[Pp]olisvolontär|[Ff]rivillig", after.word)
    )


OWNS = re.compile(r" (?:[a-zåäö]+[ae] )?")


def by_anchor(text: str, found: Sequence[Mention], anchor: re.Match[str]) -> tuple[str, ...]:
    """Return the subject around `ska` or `lovar`: before it, or right behind it."""
    before = grammatical(text, [mention for mention in found if mention.end <= anchor.start()])
    if before or (before := between(text, found)):
        return before
    fronted = FRONTED.match(text, anchor.end())
    return run_from(text, found, fronted.end()) if fronted else ()


# "Uppmärksamma kommunen på …": an infinitive first has whom it names as its object.
INFINITIVE_FIRST = re.compile(r"(?:Att )?[A-ZÅÄÖa-zåäö][a-zåäö]{3,}[^aeiouyåäö\W]a(?: \w+t)? $")


# "Ekbyhus och kommunen gör …": a name that says nothing of its kind stands first.
JOINED = re.compile(r"[A-ZÅÄÖ][\w&-]+(?: AB)? (?:och|samt) (?=\S)")
DOES_AFTER = re.compile(r" (?:\w+ )?[a-zåäö]+(?:ar|er|ör|år)\b")


def by_opening(text: str, found: Sequence[Mention]) -> tuple[str, ...]:
    if INFINITIVE_FIRST.match(text[: found[0].start]):
        return ()
    opening = NEUTRAL.match(text)
    start = run_from(text, found, opening.end() if opening else 0) or run_from(text, found, 0)
    if not start and (joined := JOINED.match(text)) and DOES_AFTER.match(text, found[0].end):
        start = run_from(text, found, joined.end())
    return start or inverted_subject(text, found)


BETWEEN = re.compile(
    r"(?:^|\b(?:möten|dialog|samverkan|samarbete|avstämning\w*)\b[^.;]{0,40}?\s)mellan\s+", re.I
)


def between(text: str, found: Sequence[Mention]) -> tuple[str, ...]:
    """Return the parties of `samverkan ska fortsätta mellan kommunen och polisen`, at least two."""
    match = BETWEEN.search(text)
    run = run_from(text, found, match.end()) if match else ()
    return run if len(run) > 1 else ()


def only_parties(label: str, labelled: Sequence[Mention]) -> bool:
    """Say whether a label names parties and little else (`Polis och kommun:`)."""
    named = sum(len(mention.word) for mention in labelled)
    return named >= 0.45 * len(label)


def grammatical(text: str, found: Sequence[Mention]) -> tuple[str, ...]:
    """Return the subject among the mentions before the verb: those in prepositional phrases are none."""
    taken: list[Mention] = []
    skipped: Mention | None = None
    for mention in found:
        last = taken[-1] if taken else None
        if last and CHAINED.fullmatch(text[last.end : mention.start]):
            taken.append(mention)
        elif last:
            continue
        elif PREPOSED.search(text[: mention.start]) or (
            skipped and CHAINED.fullmatch(text[skipped.end : mention.start])
        ):
            skipped = mention
        else:
            taken.append(mention)
    return kinds(taken)


def run_from(text: str, found: Sequence[Mention], position: int) -> tuple[str, ...]:
    """Return the kinds of the mentions that begin at a position, with those joined to them."""
    taken: list[Mention] = []
    for mention in found:
        if (
            (not taken and mention.start - position in (0, 1))
            or (not taken and is_adjective_before(text[position : mention.start]))
            or (taken and CHAINED.fullmatch(text[taken[-1].end : mention.start]))
        ):
            taken.append(mention)
    return kinds(taken)


def is_adjective_before(between: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:(?:de|den|det|både|[Vv]arje|lokala|kommunala|också|även|bägge|båda|[A-ZÅÄÖ][\wåäö]+s?)\s+){1,2}"
            r"(?:[a-zåäö]{4,}s\s+)?",
            between,
        )
    )


# "utanför skolorna", "efter polisens": these end as verbs do and are none.
NO_VERB = (
    r"(?!(?:(?:utan|fram|in|där|var|jäm)?för|(?:där|här)?(?:över|under|efter)|(?:där|här|var)?efter|eller|varken|"
    r"respektive|alltmer|tidigare|senare|mer|fler|när|där|här|kvar|sedermera)\b)"
)
INVERTED = re.compile(rf"\b{NO_VERB}[a-zåäö]{{2,}}(?:ar|er|år|gör|ör|håller)\s+(?:också\s+|även\s+)?$")
COUNTED = re.compile(
    r"(?:\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv))\s+\w+\s+$", re.I
)  # "600 timmar …"


def inverted_subject(text: str, found: Sequence[Mention]) -> tuple[str, ...]:
    """Return the subject of `Varje vecka besöker polisen …`."""
    for mention in found:
        before = text[: mention.start]
        if len(before.split()) <= 9 and INVERTED.search(before) and not COUNTED.search(before):
            return run_from(text, found, mention.start)
    return ()


def agent(text: str, found: Sequence[Mention]) -> tuple[str, ...]:
    for match in AGENT.finditer(text):
        run = run_from(text, found, match.end())
        if match[0].startswith("under ledning"):
            return run[:1]
        last = max((mention.end for mention in found if mention.start >= match.end()), default=0)
        if run and not PARTICIPLE.match(text, last):
            return run
    return ()


def kinds(found: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.kind for mention in found))


def bracketed(text: str) -> tuple[str, ...]:
    """Return the parties of a closing bracket, a closing dash or an `Ansvarig:` at the end."""
    for pattern in (BRACKET, TRAILER):
        if match := pattern.search(text):
            found = mentions(match["who"])
            if found and only_parties(match["who"], found):
                return kinds(found)
    return ()


def helpers(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (kinds that do it jointly, kinds that help), as the text says."""
    found = owned(text, mentions(text))
    joint: list[str] = []
    helping: list[str] = []
    for match in HELPED.finditer(text):
        run = [
            mention
            for mention in found
            if 0 <= mention.start - match.end() <= 45
            and not re.search(r"[.;:]|\bför att\b|\batt\b|\bska\b", text[match.end() : mention.start])
        ]
        chain: list[Mention] = []
        for mention in run:
            if not chain or (
                len(text[chain[-1].end : mention.start].split()) <= 4
                and re.search(r",|och|samt", text[chain[-1].end : mention.start])
            ):
                chain.append(mention)
        together = match["how"].lower() in ("tillsammans med", "ihop med", "gemensamt med", "samfällt med")
        for mention in chain:
            whole = bool(
                re.fullmatch(
                    r"(?:[Pp]olis(?:en)?|[Kk]ommun(?:en|erna)?|[Pp]olismyndigheten|[Ll]okalpolisområde\w*)",
                    mention.word,
                )
            )
            early = len(text[: match.start()].split()) <= 4
            (
                joint
                if together and (whole or (early and mention.kind in ("police", "municipality")))
                else helping
            ).append(mention.kind)
    helping += [
        mention.kind
        for mention in found
        if mention.kind == "association" and SUPPORTED.search(text[: mention.start])
    ]
    return tuple(dict.fromkeys(joint)), tuple(dict.fromkeys(helping))
