"""What sort of undertaking a sentence is where words, not numbers, decide: milestone and so on."""

import re

# ---- products and meetings, whose rhythm is a cadence
PRODUCT = re.compile(
    r"lägesbild|rapport|möte[ns]?\b|möten|möts\b|mötas\b|mötes|träff(?:ar|as|en)?\b|avstäm|samråd|redovis|"
    r"återkoppl|nyhetsbrev|statistik|protokoll|utskick|genomgång|"
    r"sammanträd|publicer|skicka|\bdela[rs]? |dialogmöt|samtal med|presenter|uppdater|nyhet|inlägg|brev|"
    r"sammanställ|\binformerar?\b|stämm?er av|stämma av|samlas|träffas|"
    r"kaffe|café|körkväll|föräldramöte|öppet hus|temakväll|analys|bulletin|berätta|podd|webbsänd|delas|"
    r"överlämna|forum|frukost|utbyt|månadsbrev|veckobrev|checklist|skyddsrond",
    re.I,
)
WORK = re.compile(
    r"patrull|kontroll|rond|runda|rundor|tillsyn|besök|kontakt|pass\b|gå ut|insats|nattvandr|vandr|synlig|"
    r"finnas|finns|rör(?:a|er) sig|mät(?:a|er|ning)|åk(?:a|er) |sök|"
    r"ute\b|närvar|städ|samtal|städa|plocka|tömm|vård|ärende|hembesök|stickprov|inspektion",
    re.I,
)

# ---- levels that others measure
INDICATOR = re.compile(
    r"\bandel(?:en|ar)?\b|känner sig (?:otrygg|trygg)|känna sig (?:mer |otrygg|trygg)|anmälda (?:brott|"
    r"\w+|fall)|antal(?:et)? (?:\w+(?:ade|da|de|a) )?(?:anmäl|brott|inbrott|stöld|cykelstöld|skadegör|"
    r"olyck|bostadsinbrott|bränd|anlagda|person)|"
    r"\w*inbrotten|brotten|stölderna|skadegörelsen|otryggheten|tryggheten|polisens lista|utsatta områden|"
    r"indexet|trygghetsindex|nöjdhet|svarar att|uppger att|\bbrottsligheten\b|olyckorna|tillbuden|"
    r"bränderna|"
    r"medelhastighet|snitthastighet|hastigheten",
    re.I,
)
DIRECTION_DOWN = re.compile(
    r"\b(?:minsk\w+|sjunk\w+|sänk\w+|halver\w+|färre|lägre|ned(?:åt)?\b|understig\w*|försvinn\w*|"
    r"inte finnas|bort från)",
    re.I,
)
DIRECTION_UP = re.compile(r"\b(?:ök\w+|höj\w+|fler|högre|stig\w+|uppgå|upp\b|växa|förbättra\w*|större)", re.I)
MEASURED = re.compile(
    r"trygghetsmätning|NTU|enkät|undersökning|mätning(?:en|ar)? (?:i|av)|drogvane|CAN\b|nästa mätning|"
    r"\blista|anmäld|andel|antalet anmäl|index|statistik|känner sig|känna sig|medelhastighet",
    re.I,
)
CHANGE = re.compile(
    r"\b(?:ska|skall|målet är att|mål är att|kommer att|lovar att|vill)\b[^.]{0,140}?\b(?:halvera|"
    r"bort från|tas bort|öka|minska|sjunka|stiga|halveras|bli (?:färre|fler|högre|lägre)|sänkas|höjas|"
    r"vara (?:minst|högst|lägre|högre|färre|under|över)|inte (?:vara|finnas)|vara noll|uppgå|understiga|"
    r"överstiga|nå|ha (?:sjunkit|minskat|ökat))",
    re.I,
)

# A percentage that a survey will show, not a part of something counted.
SURVEYED = re.compile(
    r"\bandel|\bsvara(?:r)? att|\buppge(?:r)? att|\b(?:känna|känner|känt) sig|mätning|undersökning|enkät",
    re.I,
)

# ---- all of a set
OBJECTS = (
    r"(?:[\wåäö-]*(?:skolor(?:na)?|skola|elever(?:na)?|klasser|krogar(?:na)?|butiker(?:na)?|restauranger|"
    r"serveringsställen|portar|källare|kvällar(?:na)?|helger(?:na)?|nätter(?:na)?|lampor|lampa|"
    r"fastigheter|trapphus|föreningar(?:na)?|ställen|försäljningsställen|tillståndshavare|fritidsgårdar|"
    r"förskolor|hushåll|garage|lekplatser|parker|stolpar|belysningsstolpar|hållplatser|gymnasie\w*|"
    r"högstadie\w*|grundskolor\w*|sjuor|åttor|nior|nyanställda|poliser|lärare|föräldrar(?: till)?|"
    r"bostäder|tunnlar|gångtunnlar|årskurser|serveringar|uteserveringar|matcher|hemmamatcher|arrangemang|"
    r"fredag\w*|lördag\w*|torsdag\w*|måndag\w*|vardag\w*|löv\w*|lov\b|lovdagar|busshållplatser|kiosker|"
    r"tobaksställen|verksamheter|anläggningar|badplatser|gator|hus|dörrar|cykelställ|förråd|kameror|"
    r"papperskorgar|gårdar|bostadshus|hyreshus|flerbostadshus|områdets \w+|övergångsställen|företag|"
    r"avgångsklasser|barn i \w+|ungdomar i årskurs\w*|evenemang|skolavslutningar))"
)
WEEKDAYS = r"(?:mån|tis|ons|tors|fre|lör|sön)dag"
COVERAGE = re.compile(
    # "varje fredag" is a fixed time, "varje vecka" a rhythm, "efter varje" follows on: no set.
    rf"(?<!efter )(?<!vid )(?<!för )(?<!Efter )(?<!Vid )(?<!av )\b(?:(?:samtliga|alla|all|vartenda|varenda|"
    rf"var och en av|vart och ett av)\s+(?:de\s+)?(?:\d+\s+)?(?:[\wåäö]+(?:a|ade|ska|liga)\s+|"
    rf"{WEEKDAYS}s?-?\s+och\s+){{0,2}}"
    rf"(?!(?:som|parter|dessa|invånare|andra|områden|områdena|orter|stadsdelar|kommuner|tillfällen|delar|"
    rf"vi|de|våra|led|sätt|nivåer|aktörer|medborgare|de som|inblandade|frågor|åtgärder|möjliga|kan|är|ska|"
    rf"sina|förutsättningar|berörda|år|i|på|med|barn och unga)\b)"
    rf"(?P<set>[\wåäö-]{{3,}})|(?:[Vv]arje)\s+(?!(?:vecka|månad|år|skoltermin|kväll|natt|dag|helg|"
    rf"termin|kvartal|"
    rf"tertial|halvår|vår|höst|sommar|vinter|gång|tillfälle|säsong|område|plats|ort|part|år|vardag|läsår|"
    rf"pass|kontroll|patrull|insats|besök|anmälan|ärende|evenemang|större|stadsdel|fotpatrull|"
    rf"{WEEKDAYS}\w*)\b)(?P<one>[\wåäö-]{{3,}}))",
    re.I,
)
NOT_COVERAGE_AFTER = re.compile(r"\s+(?:som vill|efter förfrågan)", re.I)

# ---- when asked, when something happens, after something
ON_DEMAND = re.compile(
    r"^Om (?:det|någon|en|ett|så|skolan|föreningen|boende)\b[^.]*?\bså (?:lovar|ska|skall|kommer)\b|"
    r"\bom behovet? (?:finns|uppstår)|\binför(?: och under)? (?:större|stora) (?:evenemang|arrangemang|"
    r"händelser)|"
    r"^Vid (?!minst|högst|cirka|varje|behov)[a-zåäö]{3,}(?:möten|evenemang|arrangemang|händelser|"
    r"tillställningar) "
    r"(?:ska|skall|kommer|ges|lovar)\b|(?<!och )\bvid (?:behov|(?:större|stora|publika|särskilda|"
    r"planerade|offentliga|idrotts|högrisk|riskfyllda|"
    r"årets|andra|lokala|folkrika)[\w -]*(?:evenemang|arrangemang|händelser|tillställningar|matcher|"
    r"fester|helger|högtider|konserter|marknader|demonstrationer|sammankomster)|evenemang|misstanke|"
    r"tips\b|larm|oro\b|akut\w*|signaler|förfrågan|konflikt\w*|allvarlig\w*|inträffa\w*|skolavslutning\w*|"
    r"idrottsevenemang|högrisk\w+|situationer|händelser|särskilda händelser|matcher|indikation\w*|"
    r"anmäl\w+ om)"
    r"|\bpå (?:skolans|skolornas|rektorns|rektorernas|rektors|polisens|kommunens|föreningens|"
    r"föreningarnas|begäran|förfrågan|uppdrag|initiativ|[\wåäö]+s) ?(?:egen |eget |egna )?(?:begäran|"
    r"initiativ|förfrågan|önskemål|inbjudan|uppdrag)\b|\bpå (?:begäran|förfrågan|inbjudan)\b|\b(?:efter|"
    r"enligt) (?:begäran|förfrågan|önskemål|[\w]+s begäran|behov|inbjudan|anmodan)\b"
    r"|\bnär (?:(?:en |ett |någon |skolan|skolor(?:na)?|kommunen|polisen|rektor\w*|behov\w*|det behövs|"
    r"föreningar\w*|så behövs|boende|invånare|föräldrar|en skola|[A-ZÅÄÖ]\w+|larm|det kommer|det är|"
    r"det blir|det hålls|det uppstår|anmäl|arrangör\w*)[\wåäö ]*?)?(?:begär|efterfråga|ber\b|behöv|kalla|"
    r"bjuder in|uppstår|uppkommer|kontaktar|larmar|önskar|hör av sig|inträffar|ordnar|arrangerar|anordnar|"
    r"anmäler|frågar|anordnas|ordnas|hålls|arrangeras|spelas|så påkallar|signalerar|vill ha|ringer)"
    r"|\bom (?:skolan|någon|en skola|det behövs|behov (?:finns|uppstår)|så krävs|någonting händer|"
    r"föreningen (?:ber|vill)|[\wåäö]+ (?:begär|ber om|efterfrågar|önskar))|\bi samband med (?:större|"
    r"stora|evenemang|särskilda|högtider|idrotts|planerade|publika)\w*|\bvid varje (?:större|anmälan|larm|"
    r"evenemang|tips|orosanmälan)|\bvarje gång (?:det|en|ett|någon|skolan|polisen|kommunen)\b",
    re.I,
)
FOLLOW_ON = re.compile(
    r"\befter (?:varje|var och en av|alla|samtliga|genomförd\w*|avslutad\w*|större|en större|en genomförd|"
    r"inkommen|inkomna|anmälan|anmäld\w*|sådana)\b|\b(?:inom|senast(?: inom)?|"
    r"inte senare än)\s+(?:högst\s+)?(?:\w+|\d+)\s+(?:arbets|var)?(?:dag|dagar|dygn|timmar|timme|vecka|"
    r"veckor|vardagar|månad|månader)\b(?: efter| från| sedan)?|\b(?:dagen|veckan) efter\b|"
    r"\bföljs (?:alltid )?av (?:ett|en)\b",
    re.I,
)

# ---- one thing delivered
DELIVER = re.compile(
    r"\b(?:ta(?:r|s)? fram|tas (?:ett |en |det )?[\w ]{0,20}fram|tagit fram|inför(?:a|as|s)|"
    r"inför(?= (?:en|ett|nya?|fler) )|inrätta[rs]?|"
    r"upprätta[rs]?|anta[rs]?|starta[rs]?|start(?:ar|as) upp|bilda[rs]?|bygga|byggs|bygger|byggas|"
    r"montera[rs]?|installera[rs]?|"
    r"sätt(?:a|er|s|as)? (?:\w+ )?upp|sätts? upp|byt(?:a|er|s|as)(?: ut)?|anställ(?:a|er|s|as)|"
    r"rekrytera[rs]?|öppna[rs]?|inviga?[rs]?|lägg(?:a|er|s|as) fram|revidera[rs]?|utreda?[rs]?|utred(?:a|"
    r"er|s|as)|riv(?:a|er|s|as)|asfaltera[rs]?|"
    r"anlägg(?:a|er|s|as)|utse[rs]?|lansera[rs]?|utarbeta[rs]?|ansluta?[rs]?|tecknar?|tecknas|"
    r"inventera[rs]?|kartlägg(?:a|er|s|as)|skaffa[rs]?|köp(?:a|er|s|as) in|flytta[rs]?|rust(?:a|ar|"
    r"as) upp|färdigställ(?:a|er|s|as)|"
    r"publicera[rs]?|utbilda[rs]?|(?:gå|går|håll(?:a|er|s|as)(?: i)?|arrangera[rs]?|anordna[rs]?|"
    r"genomför(?:a|s|as)?|bjud(?:a|er) in till) (?:en|ett) (?:\w+ )?\w*(?:vandring|kampanj|utbildning|"
    r"föreläsning|workshop|konferens|temadag|temavecka|trygghetsdag|insats|informationskväll|ha en ny)|"
    r"skapa[rs]?|etablera[rs]?|placera[rs]? ut|ställ(?:a|er|s|as) (?:\w+ )?ut|komplettera[rs]?|"
    r"digitalisera[rs]?|uppför(?:a|s|as)?|ordna[rs]? (?:en|ett)|stäng(?:a|er|s|as)|smal(?:na|nar) av|"
    r"mål(?:a|as) om|mål(?:ar|as)|ersätt(?:a|er|s|as)|"
    r"finn(?:s|as)|ha(?:r)? (?:en|ett) ny(?:tt)?|gör(?:a|s|as)? (?:en|ett) \w*(?:översyn|inventering|"
    r"kartläggning|utredning|analys|genomgång|förstudie|plan|åtgärdsplan)|genomför(?:a|s|as)? (?:en|"
    r"ett) (?:\w+ )?\w*(?:översyn|inventering|kartläggning|utredning|analys|genomgång|förstudie|"
    r"utvärdering|upphandling|undersökning|mätning|enkät)|"
    r"besluta[rs]? om|lämna[rs]? (?:ett |in )|förslag|presentera[rs]? (?:en|ett)|ge(?:r|s)? ut|"
    r"planera[rs]? in (?:en|ett)|initiera[rs]?(?! till)|se(?:r)? över möjlighet\w*|genomför(?:a|"
    r"s)? utbildningen|"
    r"trimma[rs]? ned|gallra[rs]?|röj(?:a|er|s|as)|sätt(?:a|er|s) igång|dra(?:r|s)? igång|sjösätt\w+|"
    r"driftsätt\w+|ta(?:r|s)? i (?:drift|bruk)|belys(?:a|er|s|as))\b",
    re.I,
)
# What these verbs do is done once.
INHERENT = re.compile(
    r"\b(?:inventera[rs]?|kartlägg(?:a|er|s|as)|utred(?:a|er|s|as)|revidera[rs]?|upprätta[rs]?|anta(?:r|s|"
    r"gen)?|invig(?:a|er|s)|bilda[rs]?|inrätta[rs]?|inför(?:a|s|as)?|rusta[rs]? upp|upprusta[rs]?|mål(?:a|"
    r"ar|as) om|kamerabevaka[rs]?|färdigställ(?:a|er|s|as)|bygg(?:a|er|s|as)|asfaltera[rs]?|riv(?:a|er|s|"
    r"as)|installera[rs]?|montera[rs]?|byt(?:a|er|s|as) ut|sätt(?:a|er|s|as)? (?:\w+ ){0,2}?upp|"
    r"utarbeta[rs]?|initiera[rs]?(?! till)|se(?:r)? över möjlighet\w*|genomför(?:a|s)? utbildningen|"
    r"anlägg(?:a|er|s|as)|lansera[rs]?|anställ(?:a|er|s|as)|ta(?:r|s)? fram (?:en|ett))\b",
    re.I,
)
STRONG_DELIVER = re.compile(
    r"\b(?:översyn|inventering|kartläggning|utredning|förstudie|handlingsplan|åtgärdsplan|riktlinje[r]?|"
    r"policy|rutin(?:er)?|lokalt brå|brottsförebyggande råd|ordningsvaktsområde|kamera|kameror|"
    r"kamerabevakning|farthinder|fartgupp|övergångsställe|hastighetsvisare|"
    r"samtalsgrupp|grannsamverkan|mötesplats|arbetssätt|webbsida|e-tjänst|e-tjänsten|app\b|belysning|"
    r"armatur\w*|lampor|stolpar|staket|grind|skylt\w*|polisstation|poliskontor|kontor|styrgrupp|"
    r"arbetsgrupp|nätverk|fokusgrupp\w*|ungdomsråd|råd\b|överenskommelse|avtal|utegym|lekplats|"
    r"aktivitetsyta|fritidsgård|räcke|belysningsplan|trygghetsplan|checklista|utbildningspaket|karta|"
    r"plan\b|program\b|samverkansplan|modell|krisplan|hinder|gångväg|cykelväg|busskur|förslag|portar|"
    r"lås\b|låssystem|porttelefon\w*|koder|gym|spontanidrottsplats|grupp\b|trygghetspunkt|kvarterspolis|"
    r"områdespolis\w*|trygghetsvärd\w*|samordnare|fältare|tjänst\b|dörrar|kodlås|buskage|bom\b|bommar|"
    r"rondell|parkbänk\w*|personal\w* på)",
    re.I,
)
DEADLINE = re.compile(
    r"\b(?:senast|före|innan)\s+(?:den\s+)?(?:\d|sommar|jul|midsommar|skolstart|skolavslut|utgången|"
    r"årsskiftet|slutet|hösten|våren|juni|maj|april|mars|februari|januari|juli|augusti|september|oktober|"
    r"november|december|under|i\b|vid)|\b(?:vara|är|stå|blir|bli) (?:klar|klart|klara|färdig|färdigt|"
    r"färdiga|på plats|infört|införd|genomförd|genomfört|i drift|igång|uppe|monterad\w*|antagen|"
    r"utbytt\w*)\b|\b(?:före|innan|senast|vid) (?:periodens|årets|löftesperiodens|avtalsperiodens) slut\b|"
    r"\btill (?:den \d|hösten|våren|sommaren|årsskiftet|skolstarten)|\bfinnas på plats\b|\bklart? (?:till|"
    r"i|före|under|senast)\b|\bunder (?:19|20)\d\d\b|\bunder (?:perioden|löftesperioden)\b",
    re.I,
)
HARD_DEADLINE = re.compile(
    r"\b(?:senast|före|innan|vid utgången)\b|\b(?:klar|klart|klara|färdig\w*|på plats|i drift)\b|"
    r"\bvid (?:periodens|årets)",
    re.I,
)
SINGULAR = re.compile(
    r"\b(?:en|ett)\s+(?!gång|tillfälle|del\b|antal|par\b|bra\b|ökad\b|fortsatt|god\b|aktivt?\b|tydlig\b|"
    r"gemensam\b(?! \w+plan)|bättre|mer|trygg(?:a|t|are)?\b)[a-zåäö-]+",
    re.I,
)
ONGOING = re.compile(
    r"\bfinnas (?:ute|på plats|med|tillgänglig\w*|synlig\w*)\b|"
    r"\b(?:fortsätt\w*|löpande|kontinuerlig\w*|regelbund\w*|återkommande|alltid|så snabbt|ständigt|"
    r"fortlöpande|fortsatt|stötta|stödja|arbeta (?:för|med|aktivt|vidare)|verka för|sträva|förbättra|"
    r"utveckla|öka|främja|prioritera|erbjuda?r?|delta\w*|medverka\w*|samverka\w*|uppmärksamma\w*|"
    r"bidra\w*)\b",
    re.I,
)

VAGUE = re.compile(
    r"\b(?:ett antal|regelbund\w+|fler(?:a|e)?\b(?! än)|återkommande|kontinuerlig\w*|löpande|ett par|"
    r"några|mer (?:synlig|aktiv|närvar)\w*|ofta|oftare|extra|ökad\w*|fortlöpande|så (?:ofta|mycket|snabbt|"
    r"snart)|frekvent|många|utökad\w*|i möjligaste mån|vid lämpliga|då och då|med jämna mellanrum|"
    r"ständigt|olika)\b",
    re.I,
)
LENGTH_BARE = re.compile(
    r"\b(?:halvtimmes|halvtimme(?:s)?|en halv timme(?:s)?|timslånga?|timslång|en timmes|timmeslånga?|"
    r"kvarts)\b",
    re.I,
)
LENGTH_WORDS = {
    "halvtimmes": 30,
    "halvtimme": 30,
    "halvtimmeslånga": 30,
    "timslånga": 60,
    "timslång": 60,
    "timmeslånga": 60,
    "kvarts": 15,
}
