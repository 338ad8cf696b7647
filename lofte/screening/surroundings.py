"""Words that stand around names and persons in Swedish: what makes a name a person, a place or a firm."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PARTICLES = _set("von af de der van el al bin ibn abu da di del la le")
PRONOUNS = _set("han hon hen honom henne jag personen denne denna vederbörande")
# Persons in the definite form: one among few, pointed at.
PERSONS = _set(
    "killen killarna grabben grabbarna pojken pojkarna mannen männen gubben gubbarna snubben farbrorn "
    "tjejen tjejerna flickan flickorna kvinnan kvinnorna tanten damen gumman mamman pappan modern fadern "
    "morsan farsan sonen dottern brodern systern bröderna systrarna syskonen tvillingarna barnet barnen "
    "bebisen ungen ungarna eleven grannen grannarna hyresgästen familjen paret änkan pensionären personen "
    "tonåringen ungdomen ynglingen missbrukaren alkoholisten kompisen kusinen läraren rektorn vaktmästaren "
    "tränaren sambon mormodern"
)
ROLES = _set(
    "rektorn läraren prästen tränaren vaktmästaren ordföranden imamen pastorn kassören ledaren "
    "bibliotekarien fritidsledaren brevbäraren kyrkoherden diakonen kuratorn skolsköterskan handlaren "
    "pizzabagaren frisören kommunalrådet"
)
NAMED = _set("familjen herr fru fröken smeknamnet alias moster faster farbror tant")
# Anybody, not pointed at.
ANYONE = _set(
    "man kvinna dam herre kille tjej pojke flicka familj hyresgäst granne pensionär person elev missbrukare "
    "par"
)
# What stands before a name of something else than a person.
BEARERS = _set(
    "s:t s:ta kung drottning hus sankt sankta st storm stormen ovädret orkanen operation operationen "
    "projekt projektet insats insatsen kvarteret kv restaurang restaurangen café caféet cafe kafé pizzeria "
    "pizzerian krogen frisör salong salongen butiken affären kiosken företaget firman föreningen båten "
    "fartyget färjan hunden polishunden katten hästen hingsten stoet valpen kyrkan skolan förskolan parken "
    "torget gatan hotell hotellet boendet gruppboendet äldreboendet bageriet konditori konditoriet gymmet "
    "klubben laget bilen märket appen systemet programmet kampanjen metoden modell konceptet skeppet tåget"
)
# A first name in front of these, or a whole name, is a place: Kristine kyrka, Erik Dahlbergs gata.
PLACE_NOUNS = _set(
    "gata väg gränd torg plats park kyrka kyrkogård allé stig backe bro kulle trappor minne skola förskola "
    "gymnasium kapell församling sjukhus lasarett brunn hamn centrum äng källa stift kyrkan skolan gatan "
    "vägen torget parken centralstation station trädgård kulturhus vass udde vik hage kommun socken stad "
    "hovrätt street plan"
)
# After a genitive a school is as often where a person goes: Kevins skola.
OWNED_PLACES = _set(
    "gata väg gränd torg plats park kyrka allé stig backe bro minne kapell äng källa gatan vägen trädgård "
    "kulle vass udde vik hage kommun socken stad plan"
)
WHERE = _set(
    "i vid utanför mellan genom trafikplats trafikplatsen nära kring centrala kommundel "
    "kommundelen stadsdelen"
)
STREETS = ("gata", "gatan", "kyrka", "skolan", "gymnasium")  # Katarina bangata
WHERE_OR_WHOM = _set("kring nära mellan genom utanför vid")  # a first name that is no word is whom
BEARINGS = _set("norr söder öster väster nordväst nordost sydväst sydost norrut söderut trakten höjd")
REGNAL = _set(
    "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi ii:s iii:s iv:s vi:s vii:s ix:s xi:s xii:s xiv:s"
)
PLACE_ENDS = tuple(
    "gatan gata vägen väg gränd gränden torget torg platsen parken skolan kyrkan gymnasiet hallen "
    "stigen backen gården hemmet huset krogen centrum hamnen leden kajen esplanaden allén området "
    "kapellet sjukhuset staden lunden dalen berget viken udden ängen liden garaget förskolan "
    "terrassen promenaden plan museet teatern slätt köping stad arena ås hult ryd torp".split()
)
FIRM_WORDS = _set(
    "ab hb kb bygg el bil bilar rör åkeri fastigheter livs konditori bageri måleri transport plåt grill "
    "kiosk bar pizzeria café cafe kök krog if ik ff bk sk fc hk ishall arena stiftelse stiftelsen fond "
    "hamburgare salong frisör optik städ golv glas järn skor mode möbler trafikskola begravningsbyrå "
    "advokatbyrå redovisning söner bevakning benz romeo rover"
)
TITLES = _set(
    "familjen fam herr fru fröken hr frk bröderna systrarna syskonen makarna paret doktor dr professor "
    "pastor farbror tant lärare läraren rektor rektorn polisman kommunpolis inspektör kommissarie "
    "handläggare handläggaren grannen kollegan chefen mormor morfar farmor farfar moster faster släkten"
)
BEFORE = (
    TITLES
    | PERSONS
    | _set(
        "heter hette kallas kallad kallades alias smeknamnet namn hos mamma pappa mor far bror syster son "
        "dotter kompis vän vännen kusin pojkvän flickvän hennes hans deras hälsa ringde ringa kontakta "
        "fråga åringen särbo sambo maken hustrun"
    )
)
SAYS = _set(
    "sa säger sade berättar berättade uppger uppgav bor bodde slog slår sprang springer hotade hotar grät "
    "gråter skrek skriker ringde ringer heter vill ville mår mådde vägrade erkände tycker tyckte undrar "
    "stal stjäl bråkar bråkade kastade jobbar arbetar tränar spelar skickade skrev filmade knuffade "
    "sparkade somnade svarade lovade"
)
IS = _set("hade har är var fick får kom kör körde brukar sitter satt stod står såg tog tar blev vet visste")
KIN = _set(
    "mamma mammas pappa pappas mor far föräldrar bror syster son dotter kompis kompisar granne sambo fru "
    "man barn familj lägenhet hem bostad dörr balkong moped telefon mobil bil adress kusin gäng pojkvän "
    "flickvän cykel jacka"
)
CALLED = _set("heter hette kallas kallad kallades smeknamnet alias kallar")
NOT_CALLED = _set(
    "gatan vägen skolan området parken torget platsen föreningen projektet kvarteret gruppen insatsen "
    "restaurangen klubben appen metoden kampanjen orten staden byn boendet butiken företaget det den"
)
# A word on no list that ends so is a surname where a first name that is also a word stands in front.
SURNAME_ENDS = tuple(
    "sson sdotter ström qvist kvist gren berg lund blad mark stedt strand dahl holm lind ovic evic "
    "oglu zadeh pour yan enko owski ewski ian".split()
)
