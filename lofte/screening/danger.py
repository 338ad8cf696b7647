"""Signs that somebody is in danger as it is written: a child at risk; a crime or another danger going on.

A log speaks mostly of what is over. So a crime must be going on (now, still, right now, or a threat of
what is to come) in the same sentence, and not be ended in it; a child must be spoken of beside what harms it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from lofte.screening import everyday
from lofte.screening.finding import Sign
from lofte.screening.words import Word, words_of


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_CHILD = _set(
    "barn barnet barnen barns bebis bebisen baby babyn spädbarn spädbarnet flicka flickan flickor "
    "flickorna pojke pojken pojkar pojkarna elev eleven elever eleverna son sonen dotter dottern unge "
    "ungen ungar ungarna minderårig minderåriga syskon syskonen lillebror lillasyster småbarn "
    "förskolebarn skolbarn tvååring treåring fyraåring femåring sexåring sjuåring åttaåring nioåring "
    "tioåring elvaåring tolvåring trettonåring fjortonåring femtonåring sextonåring sjuttonåring tonåring "
    "tonåringen tonåringar tonårsflicka tonårspojke styvson styvdotter child children girl boy kid "
    "toddler baby pupil nyfödd nyfödda ettåring ettåringen"
)
_YEARS = re.compile(
    r"\b(?:[1-9]|1[0-7]) år\b|\b(?:hon|han|hen) (?:är|e) (?:bara |ca |typ )?"
    r"(?:[1-9]|1[0-7]|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton)\b"
)
_AGE = re.compile(r"(?:(\d{1,2})-?(?:årig|åriga|årige|åring|åringen|åringar|åringarna|year-old))\Z")
GROWN = 18  # years
# What harms a child, done to it or lived with.
_HARM = _set(
    "misshandlas misshandlad misshandlats misshandlar misshandel barnmisshandel aga agas agar vanvård "
    "vanvårdas vanvårdad vanvårdat blåmärke blåmärken blåmärkena blåslagen blåslaget brännmärken brännsår "
    "sexuella sexuellt övergrepp övergreppen våldtagen våldtas våldtogs utnyttjas utnyttjad utnyttjats "
    "incest tafsar tafsat ofredas antastas hedersförtryck hedersrelaterat bortgift bortgiftas giftas "
    "könsstympas könsstympning uppfostringsresa inlåst instängd svälter undernärd undernärt smutsig "
    "smutsiga försummas försummad försummat omsorgssvikt självskadar självskada självskadebeteende "
    "självmord självmordstankar självmordsförsök suicid prostitution prostituerar sextrafficking "
    "människohandel tvingas tvingar tvingats rekryteras rekryterar värvas värvad värvats drogpåverkad "
    "drogpåverkade överdos missbrukar missbruk knark knarkar barnarbete slagen slagit slås pryglas "
    "sparkas strypt stryps kränks abused abuse beaten bruises neglected hungry bleeding trafficked"
)
_HARM_ALONE = _set(
    "barnmisshandel barnaga incest könsstympning könsstympas barnarbete barnvåld barnporr grooming"
)
_HARM_PHRASES = re.compile(
    r"far (?:\w+ )?illa|farit illa|mår (?:mycket |väldigt |jätte)?dåligt hemma"
    r"|rädd(?:a)? (?:för )?(?:att gå )?hem"
    r"|vågar inte (?:gå |åka |vara )?hem|vill inte (?:gå |åka )?hem|ensam(?:ma|t)? hemma|utan tillsyn"
    r"|utan mat"
    r"|får (?:inte|ingen|aldrig) (?:någon )?mat|inte ätit"
    r"|slår (?:henne|honom|sitt|sina|barnet|barnen|sin (?:son|dotter))"
    r"|(?:blir|blivit|blev) slag(?:en|na|et)|får stryk|våld i hemmet|våld hemma|bråk hemma|slår hen(?:om)?"
    r"|(?:pappa|mamma|pappan|mamman|föräldrarna|fadern|modern|styvpappan|styvfadern) "
    r"(?:\w+ ){0,3}(?:slår|slog|misshandlar|hotar)"
    r"|hemma själv|själva? hemma|inget i kylen|ingen (?:är hemma|vuxen)|samma kläder|sova hemma|in i rummet"
    r"|locka(?:r)? med sig|gifta bort|över räcket|under isen|på spåret|hoppa|ensamt? i bilen|vuxen karl"
    r"|hör slag|båda föräldrarna är|drogad|kanyler|knarkpåsar|locks (?:him|her)|skriker ett barn|hemifrån"
    r"|skär(?:a|er)? sig|skurit sig|ta(?:r)? livet av sig|vill (?:inte leva|dö)"
    r"|(?:bär|har) (?:kniv|vapen|pistol)"
    r"|sälj(?:er|a) (?:knark|droger|narkotika|sex|sin kropp|cannabis)|langar|springpojke|gömmer vapen"
    r"|kontakt med (?:en )?(?:vuxen|äldre) man"
    r"|(?:nakenbilder|sexbilder|bilder på sig själv)|kall(?:t|a) ute|utan (?:jacka|skor|ytterkläder)"
    r"|is being (?:hit|beaten)"
    r"|not safe at home|afraid to go home|left alone|på rymmen|rymt hemifrån|rymde hemifrån"
    r"|påverkad(?:e)? (?:mamma|pappa|förälder)"
    r"|(?:mamman|pappan|föräldrarna|föräldern|mamma|pappa) (?:är|var) "
    r"(?:\w+ )?(?:påverkad|påverkade|full|berusad|berusade|hög)"
)
# Crime and other danger as it happens: verbs in the present, and what can be going on.
_ACTS = _set(
    "slåss bråkar misshandlar misshandlas sparkar sparkas hugger knivhugger skjuter skjuts skjutit rånar "
    "rånas stjäl våldtar våldtas hotar hotas krossar vandaliserar eldar brinner bränner spränger kastar "
    "langar knarkar vandaliseras krossas bränns sprängs stjäls jagas jagar förföljer klottrar attackerar "
    "attackeras överfaller överfalls stryper slår drunknar blöder snattar dealar attacking fighting "
    "breaking shooting stabbing stealing burning threatening"
)
_EVENTS = _set(
    "inbrott inbrottet slagsmål slagsmålet misshandel misshandeln rån rånet rånförsök skottlossning "
    "skottlossningen skjutning skjutningen knivbråk knivslagsmål våldtäkt våldtäkten överfall överfallet "
    "brand branden stöld stölden kidnappning människorov knarkaffär droghandel langning sprängning brott "
    "brottet våld upplopp skadegörelse bråk bråket butiksrån knivattack attack dödshot burglary robbery "
    "fight assault shooting stabbing fire"
)
_NOW = _set("nu genast omedelbart akut now")  # beside a deed in the present
_UNDER_WAY = _set("pågår pågående fortfarande ongoing")
_NOW_PHRASES = re.compile(
    r"just nu|i detta nu|i denna stund|här och nu|i skrivande stund|håller på|pågår (?:just )?nu|right now"
    r"|precis nu"
    r"|skicka (?:en )?(?:patrull|polis|bil|ambulans|hjälp)|kom (?:hit|genast|fort|snabbt)|behöver hjälp nu"
    r"|ring polisen"
    r"|nu direkt|så fort som möjligt|for help"
)
_WEAPONS = _set("kniv pistol vapen yxa machete handgranat gevär skjutvapen knife gun")
_MOVES = _set("går står springer viftar siktar")
_GRAVE = ("rån", "våldtäkt", "mordbrand", "skottlossning", "skjutning", "misshandel", "slagsmål", "inbrott")
_FEW = r"(?:\w+ ){0,3}"  # words in between
_WEAPON = r"(?:kniv|pistol|vapen|yxa|machete|bomb|handgranat|gevär|skjutvapen)"
_KILL = (
    r"(?:döda|skjuta|spränga|hugga|mörda|slå ihjäl|ta livet|knivhugga|bränna|skada|råna|hämnas|hoppa från)"
)
# Danger however it is said: a weapon in the hand, a threat of what is to come.
_ALARM = re.compile(
    r"det brinner|skjuts det|hör(?:s|de)? skott just|hör skott|skott hörs|hörs skott|skriker på hjälp"
    r"|ropar på hjälp|livlös|medvetslös|andas inte|blöder kraftigt"
    rf"|(?:hotar|hotat|hotade)(?: med)? {_FEW}(?:att )?{_KILL}"
    rf"|\b(?:ska|skall|tänker|planerar|vill) {_FEW}{_KILL}"
    rf"|(?:springer|går|står|viftar|beväpnad|sitter) {_FEW}med (?:en |ett |sin )?{_WEAPON}"
    rf"|har (?:en |ett )?{_WEAPON} (?:i handen|på sig|med sig|framme)"
    rf"|(?:ligger|hittat|hittade|finns) {_FEW}(?:bomb|handgranat|sprängladdning|misstänkt föremål)"
    r"|håll(?:s|er) (?:henne |honom )?fast|knivskur|knivhugg|(?:ska|vill) hoppa|gasläck"
    r"|tagit (?:en )?överdos"
    r"|bryter (?:de |han |någon )?upp|begär förstärkning|ambulans (?:larmad|dröjer|på väg)|rakt in i folk"
    r"|waving a (?:gun|knife)|är inlåst|rök i (?:hela )?trapphus"
    r"|hålls (?:\w+ )?(?:fången|instängd|inlåst|kvar mot)"
    r"|håller på (?:och|att) (?:\w+ ){0,2}(?:råna|stjäla|slåss|slå|misshandla|bryta sig|elda|spränga"
    r"|klottra|vandalisera|sabotera|tända)"
    r"|is going to (?:kill|shoot)|threatens to (?:kill|shoot)|has a (?:knife|gun)"
)
# One of these stands in all that the patterns above find: looked for first, since that is quick.
_ALARMING = _WEAPONS | _set(
    "det skjuts skott hjälp livlös livlöst medvetslös medvetslöst andas blöder hotar hotat hotade ska skall "
    "tänker planerar vill bomb sprängladdning misstänkt hålls håller knivskuren knivskurit knivskurna "
    "knivhuggen knivhugget gasläcka överdos bryter förstärkning ambulans rakt inlåst inlåsta trapphus "
    "trapphuset kill shoot"
)
_HURRIED = _set(
    "nu just detta denna nuet skrivande håller skicka kom behöver polisen fort now help här snart möjligt"
)
# What says that it is over, or not meant.
_OVER = _set(
    "avbröts avbröt avbrutet avslutades avslutad avslutat avvärjdes avvärjt stoppades stoppade stoppad "
    "greps gripits gripen gripna anhölls omhändertogs omhändertagen släcktes släckt släcktes polisanmäldes "
    "avvek skingrades skingrade lugnade lugnat upphörde riktlinje teater film förebygga förebyggande "
    "förebyggs förhindra förhindrades motverka utbildning föreläsning information informerade informerar "
    "övning övade kampanj statistik minskat ökat dialog handlingsplan workshop tema rutiner rutin igår "
    "förra förrgår avstyrdes redan anmält överlämnades stopped arrested ended"
)
_OVER_PHRASES = re.compile(
    r"i går|inte längre|är över|ingen fara|inga tecken"
    r"|i (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
    r"|brinner (?:i folk|för)"
    r"|lugnt nu|har lugnat|förra (?:veckan|året|månaden)"
    r"|förr i tiden"
    r"|är (?:det )?släck|under kontroll|risk(?:en)? för|om det (?:händer|sker)|vad man gör om"
    r"|orosanmälan (?:\w+ )?(?:är |har )?gjor|gjor(?:t|de) (?:en )?orosanmälan"
    r"|inget (?:pågår|våld|bråk|slagsmål)"
)
_THEN = _set("var blev hade gjordes skedde hölls genomfördes kontrollerades")


def signs(text: str) -> tuple[Sign, ...]:
    """Return what shows of danger: a child at risk, a crime going on, in this order.

    Parameters
    ----------
    text : str
        Free text as somebody typed it.

    Returns
    -------
    tuple of {"child", "crime"}
        Empty where nothing shows. It is a reason to ask whether somebody has been called, never to judge.

    Notes
    -----
    By words, sentence by sentence, in one pass. What is over, practised or prevented says nothing.

    References
    ----------
    docs/methods/screening.md

    Examples
    --------
    >>> signs("Flickan har blåmärken och vågar inte gå hem.")
    ('child',)
    >>> signs("Just nu slåss två män utanför kiosken.")
    ('crime',)
    >>> signs("Ett slagsmål avbröts. Barnen spelade fotboll.")
    ()
    """
    return signs_among(words_of(text))


def signs_among(words: Sequence[Word]) -> tuple[Sign, ...]:
    """Return the signs of a text that has been taken apart already."""
    found: set[Sign] = set()
    for sentence in _sentences(words):
        said = " ".join(word.lower for word in sentence)
        lowers = frozenset(word.lower for word in sentence)
        seen = [sign for sign, shows in _SHOWS if shows(lowers, said)]
        if seen and not _is_over(lowers, said):
            found.update(seen)
    return tuple(sign for sign, _ in _SHOWS if sign in found)


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    begins = [place for place, word in enumerate(words) if word.begins]
    for first, last in pairwise([*begins, len(words)]):
        yield words[first:last]


def _is_over(lowers: frozenset[str], said: str) -> bool:
    return not lowers.isdisjoint(_OVER) or _OVER_PHRASES.search(said) is not None


def _child_at_risk(lowers: frozenset[str], said: str) -> bool:
    if lowers & _HARM_ALONE or everyday.is_child_at_risk(said):
        return True
    if not (lowers & _CHILD or any(_is_minor(word) for word in lowers) or _YEARS.search(said)):
        return False
    return bool(lowers & _HARM) or _HARM_PHRASES.search(said) is not None


def _is_minor(word: str) -> bool:
    match = _AGE.match(word) if word[0].isdigit() else None
    return match is not None and int(match[1]) < GROWN


def _going_on(lowers: frozenset[str], said: str) -> bool:
    if lowers & _ALARMING and _ALARM.search(said):
        return True
    if everyday.is_alarming(lowers, said) and not _child_at_risk(lowers, said):
        return True  # what is said for a child at risk begins with 112 too
    if lowers & _THEN:
        return False
    if lowers & _WEAPONS and lowers & (_ACTS | _MOVES):
        return True
    is_grave = any(word.endswith(_GRAVE) for word in lowers)
    if is_grave and "nu" in lowers:
        return True
    is_under_way = bool(lowers & _UNDER_WAY) or (
        bool(lowers & _HURRIED) and _NOW_PHRASES.search(said) is not None
    )
    return bool(
        (is_under_way and (is_grave or lowers & (_ACTS | _EVENTS))) or (lowers & _NOW and lowers & _ACTS)
    )


_SHOWS: tuple[tuple[Sign, Callable[[frozenset[str], str], bool]], ...] = (
    ("child", _child_at_risk),
    ("crime", _going_on),
)
