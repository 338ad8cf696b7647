"""Undertakings: which items, table rows and sentences are things that somebody promises to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lofte.reader import kinds
from lofte.reader.outline import Item
from lofte.reader.parties import kinds_in, mentions
from lofte.reader.passage import Passage, joined, sentences
from lofte.reader.quantities import quantities
from lofte.reader.who import only_parties, subject_of
from lofte.reader.zones import QUIET

MODAL = re.compile(
    r"\b(?:ska(?:ll)?|skulle|lovade att|kommer(?: (?!från|till|in|ur|med|ut|fram|upp|i\b|på|hit|"
    r"dit)\w+){0,5}?(?: att)?|lovar|åtar sig|förbinder sig|avser(?: att)|planerar(?: att)|ansvarar för|"
    r"svarar för|har som mål att|har för avsikt)\b",
    re.I,
)
SUBORDINATE = re.compile(
    r"(?:,\s*|\s|^)(?:att|som|så att|där|vilket|vilken|vilka|eftersom|innan|varför|hur|vad|om|medan|"
    r"då)\s+(?:[\wåäö-]+\s+){0,9}$",
    re.I,
)
RELATIVE = re.compile(
    r"\b(?:som|där|vilket|vilken|vilka|när|att|eftersom|sedan|om)\s+(?:[\wåäö-]+\s+){0,4}$", re.I
)
REASON = re.compile(r"^(?:Varför\?|Därför|Bakgrund:|Motiv(?:ering)?:|Anledning:|Syfte:|Problem:|Effekt:)")
SPEAKS = re.compile(r"\b(?:säger|berättar|menar|förklarar|tycker|konstaterar|säger)\b")
NAMED_SUBJECT = re.compile(r"^(?:[A-ZÅÄÖ][\wåäö&-]+ ){1,4}(?:ska|skall|lovar|kommer att|åtar sig)\b")
CONDITION = re.compile(
    r"^(?:När|Om|Vid|Efter|Då|Innan|För att|Utöver|Varje|Inom|Genom|Med|Under|Tillsammans|I|På)\b"
)
# The promise, its follow-up, its validity, the law: what such sentences say is no undertaking.
ROUTINE = re.compile(
    r"^(?:(?:Det|Detta|Dessa|Vårt|Våra|Årets|Nya|Det nya|Varje|Ett|Samtliga|Alla|"
    r"Hela)\s+)*(?:[Mm]edborgarlöft\w*|[Ll]öft\w*|[Uu]ppfölj\w+|[Rr]esultat\w*|"
    r"[Ss]amverkansöverenskommelse\w*|[Öö]verenskommelse\w*|[Ss]yfte\w*|[Rr]edovisning\w*|"
    r"[Uu]tvärdering\w*|[Dd]okument\w*|[Aa]vtalet|[Aa]ktiviteterna|[Åå]tgärderna|[Ii]nsatserna|"
    r"[Aa]rbetet med (?:medborgar)?löft\w*|[Pp]arterna följer|[Ss]tyrgruppen|[Hh]andlingsplan\w*|[Dd]etta|"
    r"[Vv]arför|[Hh]ur)\b|"
    r"\bfölj(?:s|as|a|er)(?: \w+){0,4} upp\b(?! av ärenden)|\butvärdera(?:s|r|n)\b|\bwebbplatsen ska\b|"
    r"\bkakor\b|\bcookies\b|\benligt lag(?:en)?\b|\bpersonuppgift|\b(?:nytt|"
    r"nya) (?:medborgar)?löfte[nt]?\b|\bmedborgarlöftet (?:ska|kommer)\b|\blöftet (?:ska|kommer)\b|"
    r"^Läs (?:mer|också)|^Här (?:kan|hittar|finns)|^Ring\b|^Kontakta|^Mer information",
)
FOLLOWED_UP = re.compile(r"\bfölj(?:s|as|a|er)(?: \w+){0,4} upp\b|\bupp?följ(?:s|as)\b|\butvärdera", re.I)
GOAL_SENTENCE = re.compile(
    r"\b(?:målet är|mål är|målsättningen är|ambitionen är|vårt mål|målvärde|delmål)\b", re.I
)
PAST = re.compile(
    r"\b(?:har|hade)\s+(?:\w+\s+){0,4}?\w+(?:at|it|tt|ts|ats|its|tts|lt|rt|nt|st|gt)\b|"
    r"(?<!alla )(?<!våra )(?<!flera )(?<!kommunen )(?<!polisen )(?<!särskilt )(?<!de )(?<!i )(?<!på )"
    r"(?<!av )(?<!för )(?<!med )(?<!och )(?<!samt )\b\w{3,}(?:ade|ades)\b|\b(?:gjorde|gjordes|hölls|höll|"
    r"blev|fanns|fick|genomförde|genomfördes|skedde|var|ledde|kom|togs|tog|sattes|byttes|besöktes|"
    r"skickades|visade|skrev|sade|sa|svarade|gick|ställdes|stod|upptäcktes|gavs|gav|hanns|hann|bröts|"
    r"inleddes|delades)\b",
    re.I,
)
EARLIER = re.compile(
    r"^(?:År|Under|I|Hösten|Våren|Sommaren)\s+(?:fjol|(?:år )?(?:19|20)\d\d|förra)\b|^Förra\b|^Jämfört\b|"
    r"^\(?(?:19|20)\d\d (?:var|gjordes)\b"
)
SUPINE_START = re.compile(
    r"^(?:Genomfört|Genomförda|Utfört|Hållit|Gjort|Startat|Skett|Klart|Klar|Avslutad|Pågår|Ej )\b"
)
OUTCOME_LABEL = re.compile(
    r"^(?:\W*)(?:uppföljning|resultat|utfall|så gick det|så blev det|hittills|status|läge(?:t)?|genomfört|"
    r"vad har hänt|detta har gjorts|det här har (?:vi )?gjort|kommentar|utförd[at]?|effekt|till och med|"
    r"per den)\b[^.:]{0,40}(?::|–|\s-\s)|^(?:hittills|t\.o\.m\.|till och med den|under (?:tertial|"
    r"perioden januari|första))\b",
    re.I,
)
VERBAL_START = re.compile(
    r"^[\"”]?(?:[A-ZÅÄÖa-zåäö][a-zåäö]+(?:ar|er|or|år|ör|r)|[A-ZÅÄÖa-zåäö][a-zåäö]+(?:a|as|å|ö|e|s))\b"
)
PASSIVE = re.compile(
    r"\b[a-zåäö]{3,}(?:as|es|rs|ns|ds|ts|ls|gs|ks|ps|js|vs)\b|\b(?:sätts|tas|görs|hålls|ges|ses|finns|"
    r"förs|dras|bjuds|läggs|byts|körs|nås|sker)\b"
)
PRESENT = re.compile(r"\b[a-zåäö]{2,}(?:ar|er|år|ör)\b")
LINK = re.compile(
    r"^\[[^\]]*\]\([^)]*\)\W*$|\(?pdf\b|^https?://|\bkB\b|\bMB\b|^Till toppen|^Publicerad|^Senast|^Dela\b|"
    r"^Uppdaterad|^www\.|^Skriv ut|^Lyssna\b",
    re.I,
)
QUOTE = re.compile(r"^\s*[–—-]\s|^[\"”»]|(?:,|\")\s*(?:säger|berättar|menar|förklarar|tycker|konstaterar)\b")
SAYS = re.compile(
    r",?\s*(?:säger|berättar|menar|förklarar|konstaterar|lovar) (?:hon|han|[A-ZÅÄÖ]\w+|"
    r"[a-zåäö]+en [A-ZÅÄÖ])[^.]*\.?$"
)
QUESTION = re.compile(r"\?\s*$")
WE_PROMISE = re.compile(
    r"\b(?:[Vv]i|[Pp]arterna|[Tt]illsammans)\b[^.]{0,80}?\b(?:lovar|lovade|ska|kommer|vill)\b|\b(?:lovar|"
    r"lovade|ska|åtar sig|kommer) (?:vi|parterna|tillsammans|gemensamt)\b|\blova(?:r|de)\s+att\b",
    re.I,
)
OUTCOME_GOAL = re.compile(
    r"\b(?:lovar|ska|vill|skall)\b[^.]{0,60}?\b(?:bli|känna|känner|minska|öka|vara)\b[^.]{0,40}\b(?:trygg|"
    r"otrygg|säkr|lugn|färre|fler|mindre|drogfri|svårare|lättare|synlig)",
    re.I,
)


@dataclass(frozen=True)
class Undertaking:
    """One thing undertaken, with the item it stands in and what was told of its outcome."""

    passage: Passage
    item: Item
    told: tuple[Passage, ...] = ()
    who: tuple[Passage, ...] = ()  # cells, column heads: nearest first
    where: tuple[Passage, ...] = ()
    placed: bool = False  # `where` comes from a column of places


def is_main_modal(text: str) -> bool:
    """Say whether a sentence's own verb promises, not one in a clause that hangs on it."""
    for match in MODAL.finditer(text):
        before = text[: match.start()]
        if not SUBORDINATE.search(before) or (
            CONDITION.match(text) and "," not in before and len(before) < 50
        ):
            return True
    return False


def is_past(text: str) -> bool:
    """Say whether a sentence's own verb tells of the past."""
    if MODAL.search(text) or text.startswith("att "):
        return False
    return any(not RELATIVE.search(text[: match.start()]) for match in PAST.finditer(text))


def is_outcome(text: str) -> bool:
    """Say whether a sentence tells what was done rather than what will be."""
    return bool(OUTCOME_LABEL.search(text) or SUPINE_START.match(text)) or is_past(text)


def item_undertakings(item: Item) -> Iterator[Undertaking]:
    """Give the undertakings of a bullet and of those nested in it."""
    if item.children and not belongs_together(item):
        if is_own_undertaking(item):
            yield from single_item(item)
        for child in item.children:
            yield from item_undertakings(child)
        return
    yield from single_item(item)


def belongs_together(item: Item) -> bool:
    """Say whether nested bullets only carry the numbers, places or outcomes of the bullet they stand in."""
    if item.text.rstrip().endswith(":") and not is_own_undertaking(item):
        return False
    return all(is_detail(child.text) for child in item.children)


def is_detail(text: str) -> bool:
    if is_outcome(text):
        return True
    if MODAL.search(text) or subject_of(text):
        return False
    first = text.split(None, 1)[0]
    starts_with_number = bool(found := quantities(text)) and found[0].start < 12
    return (
        starts_with_number
        or first.lower()
        in (
            "på",
            "i",
            "vid",
            "minst",
            "högst",
            "cirka",
            "varav",
            "mål:",
            "målvärde:",
            "plats:",
            "när:",
            "ansvarig:",
            "ansvar:",
            "målvärde",
        )
        or bool(re.match(r"[A-ZÅÄÖ][\wåäö -]{2,30}(?::|\s[–-])\s*(?:minst|högst|cirka|\d|\w+ g)", text))
    )


def is_own_undertaking(item: Item) -> bool:
    text = item.text.rstrip()
    return bool(quantities(text)) or (
        not text.endswith((":", "att", "ska")) and len(text.split()) >= 6 and is_main_modal(text)
    )


def single_item(item: Item) -> Iterator[Undertaking]:
    own, told = parted(item.passage)
    for extra in item.extras:
        more, outcome = parted(extra)
        told += outcome
        if more and own and not OUTCOME_LABEL.search(extra.text):
            # A second paragraph of an item explains it; only what measures it belongs to it.
            own += [sentence for sentence in more if quantities(sentence.text)]
    for child in item.children:
        child_own, child_told = parted(child.passage)
        own += child_own
        told += child_told
    if not own:
        return
    yield Undertaking(joined(own), item, tuple(told))


def parted(passage: Passage) -> tuple[list[Passage], list[Passage]]:
    """Return the sentences that undertake and those that tell what was done; after a label, all tell."""
    own: list[Passage] = []
    told: list[Passage] = []
    labelled = False
    for sentence in sentences(passage):
        labelled = labelled or bool(OUTCOME_LABEL.search(sentence.text))
        if own and not labelled and EARLIER.match(sentence.text):
            continue
        (told if labelled or is_outcome(sentence.text) else own).append(sentence)
    if not own and told and not labelled and MODAL.search(passage.text):
        return told, []
    return own, told


def is_list_undertaking(undertaking: Undertaking, in_work: bool) -> bool:
    """Say whether a bullet undertakes something; `in_work` when a party, an activity heading or a lead-in stands above."""
    text = undertaking.passage.text
    if LINK.search(text) or QUESTION.search(text) or REASON.match(text) or len(text.split()) < 2:
        return False
    if SPEAKS.search(text) and not GOAL_SENTENCE.search(text):
        return False
    if undertaking.item.zone in QUIET and not in_work:
        return (
            bool(is_main_modal(text) and subject_of(text))
            and undertaking.item.zone not in ("contact", "follow", "focus")
            and not ROUTINE.search(text)
        )
    if ROUTINE.search(text) and not subject_of(text) and not in_work:
        return False
    if is_main_modal(text):
        return True
    measured = bool(quantities(text)) and not is_past(text)
    if in_work:
        return not re.match(r"(?:Många|Några|De flesta|Invånarna|Boende)\b", text)
    return (measured and bool(subject_of(text) or PASSIVE.search(text) or VERBAL_START.match(text))) or bool(
        subject_of(text) and PRESENT.search(text)
    )


def sentence_undertakings(item: Item) -> Iterator[Undertaking]:
    """Give the sentences of a paragraph that undertake something."""
    if item.zone not in ("contact", "follow", "sign") and is_labelled(item.text):
        own, told = parted(item.passage)
        if own:
            yield Undertaking(joined(own), item, tuple(told))
        return
    found: list[Undertaking] = []
    for sentence in sentences(without_label(item.passage)):
        text = sentence.text
        if found and goes_on(text):
            last = found[-1]
            found[-1] = Undertaking(joined([last.passage, sentence]), item, last.told, last.who)
        elif found and is_sentence_undertaking(text, item) and not subject_of(text):
            # "Ett antal träffar ska hållas, säger hon" goes on with whom the sentence before named.
            found.append(Undertaking(sentence, item, (), (found[-1].passage,)))
        elif is_sentence_undertaking(text, item):
            found.append(Undertaking(sentence, item))
        elif found and is_outcome(text) and item.zone not in QUIET:
            last = found[-1]
            found[-1] = Undertaking(last.passage, item, (*last.told, sentence))
        elif (
            found
            and re.match(
                r"(?:Varje|Kontrollerna|Patrullerna|Passen|Besöken|Minst|Av dessa|Målet|Målvärdet)\b", text
            )
            and quantities(text)
        ):
            last = found[-1]
            found[-1] = Undertaking(joined([last.passage, sentence]), item, last.told)
    yield from found


LABELLED_PARTY = re.compile(r"^(?P<who>[^.:;]{3,60}?):\s+(?=\S)")
GOES_ON = re.compile(
    r"(?:Varje|Kontrollerna|Patrullerna|Passen|Besöken|Insatserna|Mötena|Minst|Av dessa|Målet|Målvärdet|"
    r"De|Dessa|Detta|Det)\b"
)
PHONE = re.compile(r"\b0\d{1,3}\s?-\s?\d|\b114 14\b|@|\bwww\.|\btel\b", re.I)
PROMISE_LABEL = re.compile(r"^(?:Löfte|Aktivitet|Åtgärd|Insats|Åtagande)(?:\s*\d+)?\s*:\s*")


def without_label(passage: Passage) -> Passage:
    label = PROMISE_LABEL.match(passage.text)
    return passage.cut(label.end(), len(passage.text)) if label else passage


def goes_on(text: str) -> bool:
    """Say whether a sentence only measures what the one before undertook."""
    roles = {quantity.role for quantity in quantities(text)}
    return (
        bool(GOES_ON.match(text))
        and bool(roles)
        and not is_past(text)
        and (roles <= {"length", "percent"} or not MODAL.search(text))
    )


def is_labelled(text: str) -> bool:
    """Say whether a paragraph says first whose it is (`Polis: Genomför …`)."""
    label = LABELLED_PARTY.match(text)
    if label is None or is_outcome(text):
        return False
    found = mentions(label["who"])
    rest = text[label.end() :]
    does = VERBAL_START.match(rest) or MODAL.search(rest) or quantities(rest)
    return (
        bool(found and does)
        and only_parties(label["who"], found)
        and len(rest) > 12
        and not PHONE.search(rest)
        and not re.match(r"[A-ZÅÄÖ]\w+ [A-ZÅÄÖ]\w+", rest)
    )


def has_one_party(item: Item) -> bool:
    """Say whether the nearest heading belongs to one party, so that `vi` is that party."""
    return next(
        (
            len(kinds_in(heading.passage.text)) == 1
            for heading in reversed(item.headings)
            if heading.number and kinds_in(heading.passage.text)
        ),
        False,
    )


def is_sentence_undertaking(text: str, item: Item) -> bool:
    if text.rstrip().endswith((":", " att", " ska", " skall")) or len(text.split()) < 4:
        return False
    if item.zone in ("purpose", "work", None) and is_level_sentence(text):
        return True
    if item.zone in HALF_QUIET and not ROUTINE.search(text) and is_firm(text):
        return True
    if (
        item.zone in QUIET
        or ROUTINE.search(text)
        or QUESTION.search(text)
        or LINK.search(text)
        or is_past(text)
    ):
        return False
    if (
        GOAL_SENTENCE.search(text)
        and kinds.INDICATOR.search(text)
        and kinds.CHANGE.search(text)
        and quantities(text)
    ):
        return True
    if QUOTE.search(text) and not SAYS.search(text):
        return False
    subject = subject_of(text)
    if not is_main_modal(text):
        return item.zone == "work" and bool(subject) and bool(PRESENT.search(text)) and bool(quantities(text))
    if re.search(r"\b[Vv]i\b", text) and has_one_party(item):
        return True
    if is_promise_like(text):
        return False
    if subject or (NAMED_SUBJECT.match(text) and quantities(text)):
        return True
    return bool(
        PASSIVE.search(text)
        and re.search(r"\b(?:ska(?:ll)?|kommer(?: också| även)?(?: att)?) (?:\w+ ){0,3}?\w+s\b", text)
    ) or bool(re.search(r"\b[Vv]i\b", text) and item.zone == "work" and quantities(text))


HALF_QUIET = frozenset("background grounds purpose".split())


def is_firm(text: str) -> bool:
    """Say whether one named party takes on a number by a comparing word: no background sentence does."""
    measured = [quantity for quantity in quantities(text) if quantity.start < quantity.number_start]
    return bool(measured) and len(subject_of(text)) == 1 and is_main_modal(text) and not is_past(text)


def is_level_sentence(text: str) -> bool:
    return bool(
        kinds.INDICATOR.search(text)
        and kinds.CHANGE.search(text)
        and quantities(text)
        and not is_past(text)
        and not WORKING.search(text)
    )


WORKING = re.compile(r"\b(?:Polisen|Kommunen|[Vv]i|[Pp]arterna)\s+(?:ska|kommer|lovar)\b")


def is_promise_like(text: str) -> bool:
    """Say whether a sentence is a headline promise: a joint `we`, or what will become better, without a number."""
    if quantities(text):
        return False
    both = {"police", "municipality"} <= set(kinds_in(text[:140]))
    joint = re.search(
        r"\b(?:[Vv]i|[Pp]arterna)\b[^.]{0,40}\b(?:lovar|ska|vill|kommer)\b|\b(?:lovar|ska|kommer) vi\b", text
    )
    return bool(
        joint
        or (both and re.search(r"\blova|gemensamt|tillsammans\b", text))
        or (OUTCOME_GOAL.search(text) and re.search(r"\blova", text))
    )
