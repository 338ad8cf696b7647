"""Parties: which words stand for police, municipality, landlords, associations and others."""

import re
from dataclasses import dataclass
from functools import lru_cache

KINDS = ("police", "municipality", "housing", "association", "other")
# Inside a name: the next word of it, with a small word between where names have one.
NAME = r"(?:[A-ZÅÄÖÉ][\w&é-]*)"
MORE = rf"(?:[ ]{NAME}){{0,3}}"

POLICE = (
    r"(?:[Ll]okal|[Nn]är)?[Pp]oliso(?:m|rn)råde(?:t|na|n)?s?\b(?:chef\w*)?|[Pp]ol(?:si|ios|iis|siss|"
    r"lis)en(?:s)?\b|[Pp]olis(?:en|ens|erna|ernas|er|myndigheten|myndighetens|iära?|iärt|kåren)?\b"
    r"|(?:[Oo]mråde|[Oo]mrådes|[Kk]ommun|[Uu]ngdoms|[Tt]rafik|[Nn]ärområdes|[Ll]okal|[Yy]tter|[Ii]nsats|"
    r"[Ss]kol|[Hh]und)polis(?:en|ens|er|erna|ernas)?\b"
    r"|(?:[Uu]tredning|[Ii]ngripande)s(?:verksamhet|grupp)\w*|LPO\b|[Ll]okalpolischef\w*|"
    r"[Pp]olis(?:patrull|grupp|station|kontor)\w*"
    r"|[Hh]undför\w+|[Uu]nderrättelse(?:tjänst|enhet)\w*|[Tt]rafikgrupp(?:en)?\b"
)
MUNICIPAL = (
    r"[Kk]o(?:mm|m|rnm|mrn|nm|rnrn)un(?:en|ens|erna|ernas|er|ala)?\b|[Ss]taden(?:s)?\b|"
    r"[Ss]tadsdelsförvaltning\w*|[Kk]ommunstyrelsen\w*|[Kk]ommunledning\w*"
    r"|[Ff]ält(?:grupp|are|arna|assistent|sekreterar|team|verksamhet|enhet|arbetar)\w*|[Ss]ocial(?:tjänst|"
    r"förvaltning|kontor|nämnd|sekreterar|arbetar)\w*|[Ii]ndivid- och familje\w+"
    r"|[Ff]ritids(?:gård|förvaltning|ledar|kontor|nämnd|verksamhet|enhet|bank)\w*|(?:[Kk]ultur|[Ff]ritid|"
    r"[Bb]arn|[Uu]tbildning|[Mm]iljö|[Bb]ygg|[Ss]amhällsbyggnad)\w*-? ?(?:och [\w]+)?(?:förvaltning|nämnd|"
    r"kontor|enhet)\w*"
    r"|[Tt]eknisk(?:a|t) (?:kontoret|förvaltningen|nämnden|enheten|avdelningen|verken)|"
    r"[Tt]ekniska(?= (?:och|samt))|[Gg]atu(?:kontor|enhet|avdelning)\w*|[Pp]ark(?:enhet|avdelning|"
    r"förvaltning|kontor)\w*"
    r"|[Gg]atu- och park\w+|[Mm]iljö(?:kontor|enhet|förvaltning|inspektör|nämnd)\w*|[Rr]äddningstjänst\w*|"
    r"[Bb]randkår\w*"
    r"|(?:[Tt]rygghets|[Ss]äkerhets|[Bb]rottsförebyggande )(?:- och \w+)?(?:samordnar|strateg|värd|chef|"
    r"team|enhet)\w*|(?:[Ss]tadsdels|[Oo]mråde[s]?)värd\w*|[Ff]olkhälso(?:strateg|samordnar|enhet)\w*"
    r"|[Aa]lkohol(?:handläggar|enhet|inspektör)\w*|[Tt]illstånds(?:enhet|handläggar|grupp)\w*|"
    r"[Ee]levhälsa\w*|[Kk]urator\w*|[Ss]kolorna\b|[Ss]kolan\b|[Rr]ektor\w*"
    r"|[Bb]iblioteket?s?\b|[Ff]amiljecentral\w*|[Mm]edborgarkontor\w*|[Ss]tadsbyggnads\w+|"
    r"[Ss]amhällsbyggnads\w+|[Kk]ommunvägled\w+|[Ff]ritid(?= [A-ZÅÄÖ])|[Hh]emtjänst\w*|"
    r"[Bb]utiksinspektör\w*"
    r"|[Bb]rottsförebyggande rådet|[Aa]lla förvaltningar|[Ff]örvaltning(?:en|arna)\b|[Nn]ämnden\b|"
    r"[Ff]ritidsgårdarna|"
    r"[Ee]nheten för \w+|[Öö]verförmyndar\w+|[Bb]ygglovs\w+|[Kk]ommunfullmäktige|[Vv]uxenutbildning\w*|"
    r"[Kk]omvux|[Kk]ulturskola\w*|[Ss]tödcentrum"
)
HOUSING = (
    r"[Bb]ostads(?:bolag|företag|stiftelse|aktiebolag)\w*|[Hh]yresvärd\w*|[Ff]astighetsvärd\w*|"
    r"[Bb]ovärd\w*|[Kk]varters?värd\w*|[Aa]llmännyttan\w*"
    r"|(?:AB |Stiftelsen )?[A-ZÅÄÖ][\w-]*(?:hem|bostäder|bostaden|bostad|hyresbostäder|hus AB|"
    r"bygden Bostad)(?:s|en)?(?: AB)?\b(?! kommun)"
    r"|[A-ZÅÄÖ]\w+ [Bb]ostäder\b|[A-ZÅÄÖ]\w+ [Bb]ostads AB\b|[A-ZÅÄÖ]{1,4}BAB\b"
)
ASSOCIATION = (
    r"[\wåäö-]*[Ff]örening(?:en|ens|ar|arna|arnas|s|slivet\w*)?\b|[Nn]attvandr(?:are|arna|arnas)\b|"
    r"[\w-]*[Kk]lubb(?:en|ar|arna|s)?\b|[\w-]*[Ff]örbund(?:et|ets|s)?\b"
    r"|(?:[Vv]olontär|[Ff]rivillig)(?:er|erna|a|organisation\w*)\b|[Vv]illaägar\w*|[Hh]embygds\w+|"
    r"[Hh]yresgästförening\w*|[Kk]vinnojour\w*|[Tt]jejjour\w*|[Bb]rottsofferjour\w*"
    r"|Röda [Kk]orset\w*|Rädda [Bb]arnen\w*|Lions\b|Friluftsfrämjandet|Mor?ormor\b|[Bb]yalag\w*|"
    r"[Bb]ygderåd\w*|[Ff]öräldrar(?:na)? på stan|[Mm]öte[t]? mellan mammor|[Ff]öräldra(?:förening|råd|"
    r"vandr)\w*"
    r"|\b(?:IF|IK|BK|FK|SK|AIK|IFK|FF|HK|BTK|IS)\b|[Ss]tadsmission\w*|[Ff]örsamling\w*|[Ss]cout\w+|"
    r"[Vv]uxenvandr\w*|Vuxna på stan|[A-ZÅÄÖ]\w+ [Gg]rannstöd\b|[Gg]rannstöd\w*|[Gg]rannsamverk(?:are|"
    r"arna|ansombud)\w*|[Ii]drottsrörelse\w*|[Pp]ensionärs\w+|[Cc]ivilsamhälle\w*|[Pp]olisvolontär\w*"
)
OTHER = (
    r"[Ss]venska kyrkan\w*|[Rr]egion(?:en|ens)?\b(?: [A-ZÅÄÖ]\w+)*|[Uu]ngdomsmottagning\w*|"
    r"[Vv]årdcentral\w*|[Vv]äktar\w*|[Oo]rdningsvakt\w*|[Vv]aktbolag\w*|[Bb]evakningsföretag\w*|"
    r"[Bb]evakningsbolag\w*"
    r"|[A-ZÅÄÖ]\w+ (?:[Bb]evakning|[Ss]ecurity|[Vv]akt)\b(?: AB)?|[Hh]andlar(?:e|na|nas)\b|[Bb]utik(?:er|"
    r"erna|sägar\w*)\b|[Kk]öpmän\w*|[Nn]äringsliv\w*|[Ff]öretagar(?!för)\w*|[Tt]ekniska [Vv]erken\w*|"
    r"[A-ZÅÄÖ]\w+ [Hh]andel\b|[A-ZÅÄÖ]\w+ [Ee]nergi\b|[Kk]rögar\w*|[Kk]rogar(?:na)\b"
    r"|[Hh]älsocentral\w*|Systembolaget\w*|[Ss]peditör\w*|[Bb]anker(?:na)?\b|[Tt]ullen\b|"
    r"[Aa]ndra (?:berörda |lämpliga |relevanta |viktiga |lokala )?aktörer\b"
    r"|Trafikverket\w*|Länsstyrelsen\w*|Tullverket\w*|Tullen\b|Skatteverket\w*|Försäkringskassan\w*|"
    r"Arbetsförmedlingen\w*|Kronofogden\w*|Kriminalvården\w*|[Ff]rivården\w*|Migrationsverket\w*|"
    r"Statens institutionsstyrelse"
    r"|[Kk]ollektivtrafik(?:en|bolag\w*|myndighet\w*)|[Tt]rafikbolag\w*|[Cc]entrumbolag\w*|"
    r"[Cc]entrumförvaltar\w*|[Ff]astighetsägar(?:e|na|nas)?\b|[Ff]astighets(?:bolag|AB)\w*|"
    r"[A-ZÅÄÖ]\w+ [Ff]astigheter\b(?: AB)?|[Cc]itysamverkan\w*|[Kk]ustbevakning\w*|[Uu]niversitet\w*|"
    r"[Ff]örsäkringsbolag\w*|[A-ZÅÄÖ]\w+trafiken\b|"
    r"(?!Kollektiv|Lokal|Buss|Bil|Moped|Gods|Yrkes|Skol|Natt|Sjö|Tåg|Gång|Cykel|Fordon|Genomfart)"
    r"[A-ZÅÄÖ]\w{2,}trafik\b|[Bb]uss(?:bolag|förar)\w*|[Cc]entrumledning\w*"
)
MENTION = re.compile(
    # An association of property owners, or a landlord's union, is known by its first word: order matters.
    rf"(?<![\w-])(?:(?P<police>{POLICE})|(?P<housing>(?<!\bi )(?<!\bpå )(?<!från )(?:{HOUSING}))|"
    rf"(?P<other>{OTHER})|(?P<association>{ASSOCIATION})|(?P<municipality>{MUNICIPAL}))"
)
# Words that look like a party and are things: police report, municipal area, association hall.
NOT_A_PARTY = re.compile(
    r"(?:[Pp]olis(?:anmäl|rapport|stat|tät|insats|kår)|[Kk]ommun(?:invån|områd|nivå|gräns|fakta))\w*"
)
NAMED_CLUB = re.compile(
    r"[A-ZÅÄÖ][\w-]+ (?:IF|IK|BK|FK|SK|AIK|FF|HK|IFK|IS)\b|(?:IF|IK|IFK|BK|AIK) [A-ZÅÄÖ]\w+|"
    r"[A-ZÅÄÖ]\w+ [Nn]attvandrare\b"
)


RECENT = 64  # texts: the same sentence is asked about several times in a row


@dataclass(frozen=True)
class Mention:
    kind: str
    start: int
    end: int
    word: str


@lru_cache(maxsize=RECENT)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return the parties that a text names, in reading order."""
    found = []
    text = text.lower() if text.isupper() else text
    for match in MENTION.finditer(text):
        kind = match.lastgroup or "other"
        found.append(Mention(kind, match.start(), match.end(), match[0]))
    return tuple(found)


def kinds_in(text: str) -> tuple[str, ...]:
    """Return each kind of party that a text names, once, in reading order."""
    return tuple(dict.fromkeys(mention.kind for mention in mentions(text)))


# ---- the organisations of the whole document

POLICE_NAME = re.compile(
    rf"(?<![\w])(?:[Ll]okalpoliso(?:m|rn)rådet?|[Pp]olisområdet?|[Nn]ärpolisområdet?|LPO)(?: (?:[Nn]orra|"
    rf"[Ss]ödra|[Öö]stra|[Vv]ästra|[Mm]ellersta|{NAME})){{1,4}}(?:-{NAME})?"
    rf"(?: (?:älvdal|älvdalen|älvdalar|bygden|skärgård|skärgården|innerstad|dalen|slätten|kusten)\b)?"
    rf"|(?<![\w])(?:Polisen|[Nn]ärpolisen) i {NAME}(?: {NAME})?|(?<![\w])Polisregion {NAME}|"
    rf"(?<![\w])Polismyndigheten"
)
MUNICIPAL_NAME = re.compile(
    rf"(?<![\w])(?:(?:Östra|Västra|Norra|Södra|Lilla|Stora|Nya|Gamla|Övre|Nedre|Upplands|"
    rf"[A-ZÅÄÖ][a-zåäö]+s) )?{NAME}s? (?:kommun|stad)(?:s)?\b(?!\w)|(?<!\w)Region Gotland\b"
)
STREETS = re.compile(
    r"^(?:I|På|Vid|För|Inom|Till|Från|Av|Med|Mellan|Och|Den|Det|Hela|Övriga|Både|Av|Om|Hos|När|Samt|Att|"
    r"Så|Vad)\s+"
)
HOUSING_NAME = re.compile(HOUSING)
HEADWORD = re.compile(
    r"^(?:[Bb]ostads(?:bolag|företag)\w*|[Hh]yresvärd\w*|[Ff]astighetsvärd\w*|[Bb]ovärd\w*|"
    r"[Kk]varters?värd\w*|[Aa]llmännyttan\w*|[Bb]ostadsstiftelse\w*)"
)
LANDLORD_ENDING = re.compile(r"(?:hem|bostäder|bostaden|[Bb]ostads AB|BAB)(?: AB)?$")


def base(name: str) -> str:
    """Return a name without the genitive that `kommun` or a sentence gave it."""
    return re.sub(r"\s+", " ", name).strip()
