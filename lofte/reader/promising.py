"""The signs of a promising sentence: verb, time, label, and the routine phrases that promise nothing."""

import re

from lofte.reader.tense import tells

MODAL = re.compile(
    r"\b(?:ska(?:ll)?|skulle|lovade|kommer(?! (?:från|till|in|ur|ut|fram|upp|hit|dit)\b)"
    r"(?: (?!från|till|in|ur|med|ut|fram|upp|i\b|på|hit|dit)\w+){0,5}?(?: att)?|lovar|åtar sig|"
    r"förbinder sig|avser(?: att)|planerar(?: att)|ansvarar för|"
    r"svarar för|har som mål att|har för avsikt)\b",
    re.I,
)


SUBORDINATE = re.compile(
    r"(?:,\s*|\s|^)(?:att|som|så att|där|vilket|vilken|vilka|eftersom|innan|varför|hur|vad|om|medan|"
    r"då)\s+(?:[\wåäö-]+\s+){0,9}$",
    re.I,
)


REASON = re.compile(r"^(?:Varför\?|Därför|Bakgrund:|Motiv(?:ering)?:|Anledning:|Syfte:|Problem:|Effekt:)")


SPEAKS = re.compile(
    r"\b(?:säger|berättar|menar|förklarar|tycker|konstaterar|poängterar|betonar|påpekar|tillägger)\b|"
    r", (?:avslutar|fortsätter|hoppas|tror) (?:hon|han|[A-ZÅÄÖ])"
)


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
    r"[Vv]arför|[Hh]ur|[Mm]odellen|[Tt]anken|[Ii]dén|"
    r"\w*[Aa]rbetet (?:i \w+ )?ska (?:fokuseras|inriktas|präglas|bygga|utgå)|"
    r"[Aa]rbetssättet)\b|\bska (?:medborgarna|invånarna|kommuninvånarna|du|ni)\b|"
    r"^(?:Medborgarna|Invånarna|Kommuninvånarna) ska\b|"
    r"\bfölj(?:s|as|a|er)(?: \w+){0,4} upp\b(?! av ärenden)|\butvärdera(?:s|r|n)\b|\bwebbplatsen ska\b|"
    r"\bkakor\b|\bcookies\b|\benligt lag(?:en)?\b|\bpersonuppgift|\b(?:nytt|"
    r"nya) (?:medborgar)?löfte[nt]?\b|\bmedborgarlöftet (?:ska|kommer)\b|\blöftet (?:ska|kommer)\b|"
    r"^(?:De|Dessa|Den) (?:ska|skall|syftar|kommer att|har som syfte)\b(?!.*\d)|"
    r"^Läs (?:mer|också)|^Här (?:kan|hittar|finns)|^Ring\b|^Kontakta|^Mer information",
)


FOLLOWED_UP = re.compile(r"\bfölj(?:s|as|a|er)(?: \w+){0,4} upp\b|\bupp?följ(?:s|as)\b|\butvärdera", re.I)


GOAL_SENTENCE = re.compile(
    r"\b(?:målet är|mål är|målsättningen är|ambitionen är|vårt mål|målvärde|delmål)\b", re.I
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


PRESENT = re.compile(r"\b(?:[a-zåäö]{2,}(?:ar|er|år|ör)|gör|ger|kör)\b")


LINK = re.compile(
    r"^\[[^\]]*\]\([^)]*\)\W*$|\(?pdf\b|^https?://|\bkB\b|\bMB\b|^Till toppen|^Publicerad|^Uppdaterad|^www\.|"
    r"^Senast (?:uppdaterad|ändrad|granskad|publicerad|redigerad|kontrollerad)|"
    r"^(?:Dela|Lyssna|Skriv ut)(?: (?:på )?(?:sidan|artikeln|texten|innehållet|Facebook|Twitter|Linkedin|X))?"
    r"\W*$",
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
    return not (MODAL.search(text) or text.startswith("att ")) and tells(text)


def is_outcome(text: str) -> bool:
    """Say whether a sentence tells what was done rather than what will be."""
    return bool(OUTCOME_LABEL.search(text) or SUPINE_START.match(text)) or is_past(text)


LABELLED_PARTY = re.compile(r"^(?P<who>[^.:;]{3,60}?):\s+(?=\S)")


GOES_ON = re.compile(
    r"(?:Varje|Kontrollerna|Patrullerna|Passen|Besöken|Insatserna|Mötena|Minst|Av dessa|Målet|Målvärdet|"
    r"De|Dessa|Detta|Det)\b"
)


PHONE = re.compile(r"\b0\d{1,3}\s?-\s?\d|\b114 14\b|@|\bwww\.|\btel\b", re.I)


PROMISE_LABEL = re.compile(
    r"^(?:(?:Det här |Detta )?[Vv]i lovade|Vårt löfte|"
    r"Löftet|Löfte|Aktivitet|Åtgärd|Insats|Åtagande)(?:\s*\d+)?\s*:\s*"
)


WORKING = re.compile(r"\b(?:Polisen|Kommunen|[Vv]i|[Pp]arterna)\s+(?:ska|kommer|lovar)\b")
