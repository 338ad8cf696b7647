"""Danger in everyday words: what people write who do not know what the law calls it.

Each pattern has its gate: words of which one stands in all that it finds. They are looked for first, since
that is quick.
"""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FEW = r"(?:\w+ ){0,4}"  # words in between
_HIM = r"(?:henne|honom|hen|mig|oss|dem|någon|folk|barnet|barnen|frun|sin \w+)"
_DRUGS = (
    r"(?:knark|kokain|hasch|cannabis|droger|narkotika|tabletter|tramadol|amfetamin|heroin|gräs|weed|benso)"
)
_ARMED = (
    r"(?:\w*kniv|\w*pistol|\w*vapen|\w*yxa|machete|\w*granat|\w*gevär|hammare|kofot|järnrör|basebollträ|"
    r"slagträ|bajonett|tillhygge\w*|sax|kedja|svärd)"
)

# Somebody is hurt, ill, caught, followed or about to die.
_LIFE = re.compile(
    rf"\bligger {_FEW}(?:nedstucken|nerstucken|skadad|blodig|avsvimmad|avdomnad|i vattnet|i ån|i vaken)"
    rf"|\bligger (?:\w+ ){{0,7}}(?:rör sig inte|svarar (?:inte|knappt)|går inte att väcka)"
    r"|rör (?:sig inte|inte på sig)|går inte att väcka|(?:vaknar|reagerar) inte|slutat (?:svara|andas)"
    r"|läppar(?:na)? (?:är|var|blir) (?:helt )?blå|blå (?:om|i|runt) (?:läpparna|munnen|ansiktet)"
    r"|spruta(?:n)? (?:sitter )?kvar i|blöder (?:kraftigt|mycket|ymnigt)|kramp(?:ar|er) (?:och|på)"
    r"|tagit (?:alla |massor av |en massa |för många |sina )?(?:\w+ )?(?:tabletter(?:na)?|piller|överdos)"
    r"|avskedsbrev|ta sitt (?:eget )?liv|(?:tänker|vill|ska) hoppa|står på (?:räcket|bron|kanten|taket)"
    r"|hänger (?:utanför|på utsidan av|över) (?:bro)?räcket"
    rf"|låst (?:in|inne) {_HIM}|håller {_HIM} (?:inlåst|instängd|fången)|(?:inlåst|instängd"
    rf"|fastlåst) (?:i|hos|på)"
    r"|följs efter|(?:följer|går|smyger) efter (?:henne|mig|oss|en (?:tjej|kvinna|flicka))|blir förföljd"
    r"|(?:slår|sparkar|misshandlar|stryper) "
    r"(?:sin (?:fru|sambo|man|mamma|flickvän|tjej)|henne|honom|en) (?:\w+ )?(?:igen|nu|fortfarande)"
    r"|vågar inte (?:gå|åka|komma) hem|(?:står|sitter) och väntar med"
    r"|sitter fast i (?:bilen|hissen|isen|vattnet)|(?:gått|går) genom isen"
)
_LIFE_WORDS = _set(
    "ligger rör går vaknar reagerar slutat läppar läpparna blå spruta sprutan blöder krampar tagit "
    "avskedsbrev "
    "liv hoppa står hänger låst håller inlåst instängd fastlåst följs följer smyger förföljd slår sparkar "
    "misshandlar stryper vågar väntar sitter gått"
)
# Fire, gas, explosives and what may be.
_BLAZE = re.compile(
    r"luktar (?:starkt )?(?:av )?(?:gas|rök|bränt|bensin)|ryker (?:\w+ )?(?:ur|från|om|ut)"
    r"|rök (?:\w+ )?(?:ur|från|kommer|väller)"
    r"|brinnande (?:\w+ )?(?:in|flaska|bil|trasa|föremål)|(?:kastat|kastade"
    r"|kastar) (?:in )?(?:en )?(?:brinnande|brandbomb|molotov\w*|granat)"
    r"|(?:väska|påse|låda|paket|föremål) (?:\w+ ){0,2}(?:sladdar|som tickar|med kablar)"
    rf"|(?:hand)?granat(?:en)? {_FEW}(?:ligger|sprint\w*|kvar|rabatten)|{_FEW}sprinten|dynamit"
    rf"|gastub(?:er)? i"
    r"|låter som (?:ett |flera )?(?:skott|en explosion)|skottsalv\w*|(?:kraftig|stor) (?:explosion"
    r"|smäll) (?:nu|nyss)"
)
_BLAZE_WORDS = _set(
    "luktar ryker rök brinnande kastat kastade kastar sladdar tickar kablar granat granaten handgranat "
    "handgranaten sprinten dynamit gastub gastuber låter skottsalva skottsalvor explosion smäll"
)
# Threats, and what somebody is about to do.
_THREAT = re.compile(
    r"skära halsen|annars (?:\w+ ){0,3}(?:skjuter|spränger|bränner|dödar|slår|hugger|kommer vi|händer det)"
    r"|(?:ska|kommer att|tänker) (?:\w+ ){0,3}(?:dö|dödas|hämnas|slå ihjäl|skjuta|hugga|döda)\b"
    r"|ta(?:r)? ut (?:sin )?hämnd|betala (?:\w+ ){0,4}(?:annars|för att (?:få )?(?:vara|slippa))"
    r"|beskydd(?:s)?(?:pengar)? varje|(?:betala|tvingas|kräver|krävs|pressas) (?:\w+ ){0,3}(?:på )?beskydd\w*"
    r"|utpress(?:ar|as|ning pågår)|pressas på pengar"
    rf"|(?:springer|går|går runt|står|väntar|viftar|sitter|kommer|hotar|jagar) {_FEW}med (?:en |ett "
    rf"|sin )?{_ARMED}"
    rf"|(?:viftar|hotar|siktar) {_FEW}(?:som ser ut som )?(?:en |ett )?{_ARMED}|siktar (?:på"
    rf"|mot) (?:folk|oss|mig|en|dem|barn)"
)
_THREAT_WORDS = _set(
    "skära annars ska kommer tänker tar ta betala betalar beskydd beskyddspengar tvingas kräver "
    "krävs pressas "
    "utpressar utpressas utpressning springer går står väntar viftar sitter hotar jagar siktar"
)
# A crime one has before one's eyes, or that goes on from day to day.
_CRIME = re.compile(
    r"(?:försöker|håller på att) (?:\w+ ){0,2}(?:ta|bryta|slå|bända|bräcka) (?:sig in|upp|in)|bryter sig in"
    r"|klättrar in genom|(?:maskerade?|rånarluva\w*|rånare) (?:\w+ ){0,3}(?:gick|går|sprang|springer"
    r"|nyss|nu|inne)"
    r"|(?:springer|sticker|sprang nyss) (?:\w+ ){0,3}med (?:kofot|bytet|väskan|kassan|stulna|stöldgods\w*)"
    r"|(?:bär|bar|lastar|lastade) (?:\w+ )?(?:in|ut|ur|av|upp) (?:\w+ )?(?:stulna?|stöldgods|cyklar|verktyg) "
    r"(?:\w+ ){0,5}(?:nu|nyss|igen)"
    rf"|(?:säljer|langar|dealar|köper) (?:\w+ ){{0,2}}{_DRUGS} "
    r"(?:\w+ ){0,2}(?:öppet|nu|varje|utanför|vid|på|i)\b"
    rf"|{_DRUGS} (?:säljs|langas)"
    r"|bordell|säljer sex|köper sex|nya kvinnor|tvingas (?:sälja sex|prostituera)"
    rf"|(?:ligger|sitter|hittade|hittat|hittar|gömt|finns) (?:\w+ ){{0,4}}(?:{_DRUGS}|pulver"
    rf"|skjutvapen\w*|pistol|revolver|k-pist|ammunition|patroner)"
    r"|(?:aspackad|berusad|onykter|full|påverkad|drogad|hög) (?:\w+ ){0,4}(?:kör|köra|ratten|bilen)\b"
    r"|(?:kör|köra|sitter i bilen|bakom ratten) (?:\w+ ){0,4}(?:aspackad|berusad|onykter|rattfull"
    r"|påverkad|drogad)"
    r"|rattfull\w* (?:\w+ ){0,3}(?:kör|nu|på väg)|larmet (?:går|tjuter"
    r"|ljuder) (?:\w+ ){0,5}(?:springer|nu|inne)"
    r"|alarmet (?:går|tjuter|ljuder)|(?:bråk|slagsmål) (?:\w+ ){0,3}(?:pågår|nu|just)"
)
_CRIME_WORDS = _set(
    "försöker håller bryter klättrar maskerad maskerade rånarluva rånarluvor rånare springer sticker "
    "sprang bär "
    "bar lastar lastade säljer säljs langar langas dealar köper bordell kvinnor tvingas ligger "
    "sitter hittade "
    "hittat hittar gömt finns aspackad berusad onykter full påverkad drogad hög rattfull "
    "rattfyllerist larmet "
    "alarmet bråk slagsmål"
)
_ALARMS = (
    (_LIFE_WORDS, _LIFE),
    (_BLAZE_WORDS, _BLAZE),
    (_THREAT_WORDS, _THREAT),
    (_CRIME_WORDS, _CRIME),
)
_ANY_ALARM: frozenset[str] = frozenset().union(*(gate for gate, _ in _ALARMS))


def is_alarming(lowers: frozenset[str], said: str) -> bool:
    """Whether a sentence, in small letters, tells of danger to life or of a crime before one's eyes."""
    if lowers.isdisjoint(_ANY_ALARM):
        return False
    return any(not lowers.isdisjoint(gate) and pattern.search(said) for gate, pattern in _ALARMS)


_AGE = r"(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton)"
_IS_CHILD = re.compile(
    rf"\b{_AGE}åring|\b(?:lill|små|mellanstadie|lågstadie|högstadie|dagis|förskole|skol|tonårs)"
    r"(?:barn|kill|tjej|flick|pojk|grabb|syskon|syster|bror|elev|unge)"
    r"|\b(?:lillebror|lillebrodern|lillasyster|lillasystern|lillan|lillen)\b|\bdotter\w*|\bnyfödd\w*"
    r"|\bspädbarn"
    r"|\b(?:lille|lilla|liten|små|yngre) (?:\w+ )?(?:kill|tjej|flick|pojk|grabb|syskon|son|dotter|unge)"
    r"|\b(?:kill|tjej|grabb|elev|dotter|son|syskon)\w* (?:som går )?i "
    r"(?:ettan|tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian|[1-9][a-f]\b|åk \d|årskurs \d)"
    r"|\bgår i (?:ettan|tvåan|trean|fyran|femman|sexan|sjuan|åttan|nian|[1-9][a-f]\b)"
    rf"|\b(?:är|bara|knappt|fyllt|cirka|ca|typ) {_AGE}(?: år)?\b|\b(?:[1-9]|1[0-7])[ -]?år(?:ing|ig|\b)"
    r"|\bunder (?:15|18|femton|arton)\b|\bplacerad\b|\b(?:pappa|mamma|styvfar|styvpappa|morbror|farbror) "
    r"(?:blir|är|slår|kommer|låser|skriker|hotar|höjer|dricker)|\bbarn|\bbebis|\bsmåttingar|\btonåring"
)
_AT_RISK = re.compile(
    r"blir (?:så )?arg|livrädd\w*|rädd(?:a)? (?:för|att|hemma)|av rädsla|kissar (?:på|ner) sig|höjer rösten"
    r"|själv(?:a)? (?:hemma|sedan|hela|i flera)|(?:varit|lämnas|lämnats|är|går|sitter|står) (?:ensam"
    r"|helt ensam|själv)(?:a|ma|t)?\b"
    r"|låst?s? (?:ut|ute|in|inne)|utelåst|sover (?:i bilen|ute|utomhus|i trapp\w*|i källar\w*)"
    r"|skriker (?:dygnet|hela|i timmar|varje natt)|ingen (?:vuxen|går in|öppnar|hämtar|tröstar"
    r"|har sett|bryr|passar|tar hand)"
    r"|inte (?:varit|kommit|setts|synts) (?:\w+ )?(?:i|till) (?:skolan|förskolan)|i pyjamas|hungrig\w*|tigger"
    r"|får (?:inte|aldrig) (?:gå|ha|träffa|vara|äta|sova|duscha|åka)|vaktar (?:henne|honom|dem)"
    r"|mot (?:sin|hennes|hans) vilja"
    r"|(?:blivit|lämnats|är) kvar (?:där|i hemlandet|utomlands)|bortlovad|giftas? (?:bort|med)|bli bortgift"
    r"|tafsa|sex (?:mot|för) (?:betalning|pengar)|sälj\w* sex|kommer in (?:till|i) (?:henne|honom"
    r"|rummet|hennes|hans)"
    r"|(?:rör|tar|tog) (?:på )?(?:henne|honom) (?:där|under)|i (?:bara )?underkläder"
    r"|bjud(?:er|it) (?:\w+ ){0,4}(?:lägenhet|hem|cigaretter|alkohol|sprit|öl|godis)|naken|sexting"
    r"|vill träffa (?:dem|henne|honom)"
    r"|säljer åt|skuld|för de (?:äldre|stora)|åt de (?:äldre|stora)|(?:med|har|bär"
    r"|gömmer) (?:en )?(?:kniv|pistol|vapen|granat|skjutvapen)"
    r"|(?:utföra|göra|begå) (?:\w+ ){0,3}(?:skjutning\w*|granat|sprängning\w*|mord|jobb|uppdrag)"
    r"|uppdrag (?:åt|av) (?:gänget|de)"
    r"|skär(?:a|er)? sig|ta sitt liv|inte leva|vill dö|blå om|medvetslös|andas (?:inte|knappt)|livlös"
    r"|borta (?:från|sedan|i (?:\w+ )?(?:dygn|dagar|veckor))|ingen vet var|försvunn(?:en|it)|saknad sedan"
    r"|räcket|\w*räcket,|järnvägsspår\w*|på (?:spåret|isen|taket|motorvägen)|längs (?:vägen|spåret"
    r"|motorvägen)"
    rf"|(?:rök(?:er|te|t)|tar|tog|använder) {_DRUGS}|dricker (?:sprit|alkohol|sig)|(?:ska|vill"
    rf"|tänker|hotar) (?:\w+ ){{0,2}}(?:döda|slå)"
    r"|(?:slår|slog|sparkar|sparkade|nyper|drar|ruskar|knuffar) (?:sin|sitt|sina|barnet|barnen|henne"
    r"|honom|ungen|pojken|flickan)"
    r"|brännmärk\w*|märken (?:på|över)|luktar (?:brännvin|sprit|alkohol) om|så full att"
)


def is_child_at_risk(said: str) -> bool:
    """Whether a sentence, in small letters, speaks of somebody young beside what nobody young should meet."""
    return bool(_IS_CHILD.search(said) and _AT_RISK.search(said))
