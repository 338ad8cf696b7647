"""Words around a number: comparing words, units, labels, times and everything else that counts nothing."""

import re

from lofte.reader.dates import MONTH, YEAR

COMPARATORS = (
    (">=",
        (r"minst|mins|åtminstone|lägst|minimum|som lägst|inte färre än|inte mindre än|ej färre än|"
        r"aldrig färre än|fler(?:a)? än eller lika med|≥|>=")),
    (">", r"fler än|flera än|mer än|mera än|över|oftare än|>"),
    ("<=",
        (r"högst|max|maximalt|upp till|uppemot|inte (?:vara |bli )?(?:fler|mer|högre) än|inte överstiga|"
        r"som mest|som högst|maximum|≤|<=|inte över")),
    ("<", r"färre än|mindre än|<"),
    ("~",
        (r"cirka|ca\.?|c:a|omkring|ungefär|uppskattningsvis|runt|kring|drygt|knappt|närmare|"
        r"i storleksordningen|ett|~")),
)  # fmt: skip


FILLER = (
    r"(?:(?:totalt|sammanlagt|tillsammans|ytterligare|med|på|vid|i|om|till|under|genomsnitt|snitt|"
    r"gemensamt|sammantaget|st|hela|årligen)\s+){0,3}"
)


COMPARING = re.compile(
    "(?:"
    + "|".join(rf"(?P<c{number}>(?<!\w)(?:{words}))" for number, (_, words) in enumerate(COMPARATORS))
    + rf")\s*{FILLER}$",
    re.I,
)


AT_LEAST_AFTER = re.compile(
    r"^[^.,;]{0,30}?\beller (?:fler|flera|mer|oftare)\b|^\s*\+|^[^.,;]{0,20}\boch uppåt\b", re.I
)


AVERAGE = re.compile(r"\bi (?:genom)?snitt\b|\bgenomsnittlig", re.I)


CLOCK = r"\d{1,2}(?:[.:]\d\d)?"


SPANS_APART = re.compile(
    rf"\bkl(?:ockan|\.)?\s*{CLOCK}(?:\s*(?:[–—-]|till|och)\s*(?:kl(?:ockan|\.)?\s*)?{CLOCK})?"
    rf"|(?<!\d)\d{{1,2}}[.:]\d\d(?:\s*[–—-]\s*\d{{1,2}}[.:]\d\d)?(?!\d)"
    rf"|\b(?:dag|dagar|kväll|kvällar|nätter|natt|vardagar|helger|dagligen)\s+{CLOCK}\s*[–—-]\s*{CLOCK}|"
    rf"(?<=dagar )\d{{1,2}}[–-]\d{{1,2}}|"
    rf"(?<=dag )mellan {CLOCK} och {CLOCK}(?!\s+[a-zåäö]{{3,}}(?:ar|er|or)\b)|"
    rf"(?<=dagar )mellan {CLOCK} och {CLOCK}(?!\s+[a-zåäö]{{3,}}(?:ar|er|or)\b)"
    r"|\b0\d{1,3}\s?[-–/]\s?\d{2,3}(?:\s?\d{2,3}){1,3}\b|\b11[234] ?1[34]\b|\b(?:ring|larma|till|nummer|"
    r"på|SOS)\s+11(?:2|4 14|3 13)\b"
    rf"|\(?\b{YEAR}:\d+\)?|\bSFS\s+\S+|\b\d+\s*(?:kap\.?|§+)|§+\s*\d+|\b(?:dnr|diarienummer|"
    rf"org\w*nummer)\S*\s+\S+(?:\s\d\S+)?"
    rf"|\b(?:vecka|veckorna|v\.)\s*\d{{1,2}}(?:\s*[–-]\s*\d{{1,2}})?|\b{YEAR}\s*[–—/-]\s*(?:{YEAR}|\d\d)\b"
    rf"|\b\d{{1,2}}\s*(?:[–-]|till|och)\s*\d{{1,2}}\s+(?:{MONTH})\b|\b\d{{1,2}}/\d{{1,2}}\b|\bE\d+|"
    rf"\b[A-ZÅÄÖ]\d+\b|\b[A-ZÅÄÖ][–-]\d\b"
    r"|\b\d{1,2}[–-]\d{1,2}-?åring\w*|\d+[-–]\d+(?=\s*(?:års?\b|åk))|\(\d+\)(?=\s*år)"
    r"|\b(?:en|två|tre|fyra) (?:tredjedel|fjärdedel|femtedel|tiondel)(?:ar)?\b|\ben av (?:de|våra)\b|"
    # "(CAN 2021: 11 procent)" is where it stood, not where it is to go.
    rf"\((?=[^()]*(?:\b{YEAR}\s*(?::|var\b)|\bi ?dag\b|\bnuläge|\butgångs(?:läge|värde)|\bbas(?:värde|linje)|"
    rf"\bföregående år|\bförra året|\bi fjol))(?![^()]*\b(?:minst|högst|mål\w*|ska|till)\b)[^()]*\)"
    r"|\b(?:första|andra)\b",
    re.I,
)


LABEL = re.compile(
    r"(?:årskurs(?:en|erna)?|åk|klass(?:erna)?|[Ee]uropaväg|väg|vägarna|riksväg|länsväg|rv|nr|nummer|"
    r"sid(?:an|orna)?|punkt(?:en)?|bilaga|kapitel|avsnitt|steg|etapp|"
    r"fas|nivå|mål|delmål|löfte|problem|fokusområde|område|linje|buss|hus|port|rum|våning|box|artikel|"
    r"tertial|kvartal|termin|grupp|zon|telefon\w*|tel\.?|tfn|"
    r"version|kategori|typ|division|sedan|från|agenda|vision|gymnasiets år|gymnasiet|år|skolår|åldern|"
    r"åldrarna|ålder|födda|§|paragraf|del|plats|åtgärd|aktivitet|insats|avtal|"
    r"IF|IK|BK|FK|SK|AIK|IFK|FF|jämfört med|mot|i fjol|förra året)\s*$",
    re.I,
)


CHAIN = re.compile(r"\s*(?:,|och|samt|till|eller|[–-]|,?\s*respektive)\s*$")


NAME_BEFORE = re.compile(
    r"(?:^|[\s(])(?!Minst|Högst|Cirka|Omkring|Ungefär|Totalt|Sammanlagt|Max|Upp|Minimum|Åtminstone|"
    r"Genomför|Gör|Håller|Hålla)[A-ZÅÄÖ][\wé-]+\s$"
)


COUNTED_AFTER = re.compile(
    r"\s*(?:per |/|ggr|x )|\s+(?:st\b|stycken|gånger|ggr|tillfällen|[a-zåäö]+(?:ade|liga|iga|"
    r"ande)\s+[a-zåäö]+|[a-zåäö]{3,}(?:ar|er|or|en|n|besök|pass|möten|ärenden|insatser|brott)\b)"
)


AGE_AFTER = re.compile(r"\s*[-–]?\s*(?:åring|årig|års\b|år\b|årsålder)", re.I)


UNFIT_AFTER = re.compile(
    r"\s*[-–]?\s*(?:km\b|km/h|kilometer|meter\b|m\b(?!in)|m2|kvadrat|mil\b|kr\b|kronor|tkr|mkr|miljon|"
    r"miljard|MB|kB|GB|sidor\b|invånare|kommuninvånare|enkätsvar|svar\b|svarande"
    r"|(?:olika |prioriterade |gemensamma |viktiga |utvalda |övergripande )*(?:fokusområde|delområde|"
    r"insatsområde|målområde|områden\b|löften\b|punkter\b|delar\b|parter\b|aktörer\b|kommuner\b|steg\b|"
    r"kapitel\b|delmål|perspektiv|nivåer\b|ledamöter|anställda|tjänster\b|stadsdelar\b|orter\b|delprogram|"
    r"kommundelar\b)"
    r"|-?(?:sträck|väg\b|zon|skylt|talet|tals\b|delar\w|:an)|\.\s*(?:klass|plats)|:[ae]\b|graders|grader|"
    r"promille|hjul|mil\b|plan\b|:\d)",
    re.I,
)


DEFINITE_BEFORE = re.compile(
    r"\b(?:de|dessa|våra|båda|alla|samtliga|kommunens|polisens|deras|sina|vars|bägge|av de|inom de|mina|"
    r"era|senaste|kommande|första|nästa)\s+$",
    re.I,
)


LAST_YEAR = re.compile(
    r"(?:jämfört med|i fjol|förra året|föregående år|året innan|tidigare|istället för|i stället för|"
    r"utfall(?:et)? (?:19|20)\d\d)[^,;.]{0,20}$",
    re.I,
)


PREPOSITION_BEFORE = re.compile(
    r"\b(?:i|på|vid|för|från|till|av|mellan|inom|kring|hos|åt|bland|genom|längs)\s+(?:de\s+)?$", re.I
)


WITHIN_BEFORE = re.compile(
    r"\b(?:inom|senast(?: inom)?|efter(?: högst)?|högst|max(?:imalt)?)\s+(?:högst\s+|max\s+)?$", re.I
)


PERCENT = re.compile(r"\s*(?:%|procent(?:enheter)?\b)", re.I)


MINUTES = re.compile(r"\s*-?\s*(?:minuter(?:s)?|minut(?:s|lång\w*)?|min)\b\.?", re.I)


HOURS = re.compile(r"\s*-?\s*(?:timmar(?:s|na)?|timme(?:s)?|timma(?:s)?|tim|h)\b\.?", re.I)


DURATION = re.compile(
    r"\s*(?P<working>arbets|vardags)?(?P<unit>dagar|dag|dygn|vardagar|veckor|vecka|månader|månad)s?\b", re.I
)


COUNTER = re.compile(r"\s*(?:st\.?|stycken|stycket|antal)(?=\s)", re.I)


STOPWORDS = frozenset(
    "i på vid för från till av mellan inom med och samt eller som varav där när per varje under om ska "
    "skall kommer kan bör har är hos kring "
    "längs utan mot årligen dagligen tillsammans sammanlagt totalt respektive vardera utöver enligt "
    "bland genom efter före innan senast "
    "utförs genomförs görs hålls ordnas gemensamt varje var minst högst gällande avseende rörande "
    "utifrån så att den det de sin sitt sina också även"
    " in ut upp ned ner bort"
    " ute inne tillsammans med hela varannan vartannat utmed runt över i men eller än utan".split()
)  # fmt: skip


WORD = re.compile(r"\s*([A-Za-zåäöÅÄÖé][\wåäöé-]*)")


DAYS_IN = {
    "dagar": 1,
    "dag": 1,
    "dygn": 1,
    "vardagar": 1,
    "veckor": 7,
    "vecka": 7,
    "månader": 30,
    "månad": 30,
}
