"""A document and its reading, made by hand: the reader's own tests say how documents are read."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from lofte.reader import draft as read

AT = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
TODAY = AT.date()

TEXT = """Medborgarlöfte 2026-2027 för Lillköping

Polisen Lillköping och Lillköpings kommun lovar tillsammans:
Tryggare kvällar i Norra och Södra.

Polisen ska fotpatrullera minst 800 tillfällen i Norra och motsvarande antal i Södra.
Polisen ska göra 200 stycken 20 minuters trafikkontroller i Norra.
Polisen ska upptäcka minst 52 narkotikabrott i Norra, varav minst 20 procent förstagångsanvändare.
Lägesbild för övriga kommunen tas fram en gång i veckan och delas mellan polis, kommun och Lillbo.
Kommunen ska genomföra 20 ärenden i den sociala insatsgruppen (SIG).
Kommunen ska se över Åkroken senast 2026-12-31.
Brottsoperativa grupper ska finnas i samtliga prioriterade områden och träffas varje vecka.
Polisen och kommunen ska samverka i formella möten.
"""


def span(words: str) -> read.Source:
    start = TEXT.index(words)
    return read.Source(start, start + len(words))


def line(first_words: str) -> str:
    start = TEXT.index(first_words)
    return TEXT[start : TEXT.index("\n", start)]


def target(words: str, kind: str = "count", **more: object) -> read.Target:
    known: dict[str, object] = {
        "comparator": None,
        "value": None,
        "upper": None,
        "unit": None,
        "per": None,
        "period": None,
        "places": (),
        "each_place": None,
        "minimum_minutes": None,
        "of": None,
    }
    return read.Target(kind=kind, source=span(words), **(known | more))  # type: ignore[arg-type]


def activity(
    first_words: str,
    *targets: read.Target,
    responsible: tuple[str, ...] = ("police",),
    contributing: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
) -> read.Activity:
    words = line(first_words)
    return read.Activity(
        text=words,
        promise=0,
        responsible=responsible,
        contributing=contributing,
        places=places,
        targets=targets,
        outcomes=(),
        source=span(words),
    )


def question(code: str, words: str, *options: str) -> read.Question:
    return read.Question(code=code, text=f"Hur ska {words} läsas?", options=options, source=span(words))


ACTIVITIES = (
    activity(
        "Polisen ska fotpatrullera",
        target(
            "minst 800 tillfällen", comparator=">=", value=800, unit="tillfällen", places=("Norra", "Södra")
        ),
        places=("Norra", "Södra"),
    ),
    activity(
        "Polisen ska göra 200",
        target("200 stycken 20 minuters trafikkontroller", comparator="=", value=200, minimum_minutes=20),
        places=("norra",),
    ),
    activity(
        "Polisen ska upptäcka",
        target("minst 52 narkotikabrott", comparator=">=", value=52, unit="narkotikabrott"),
        target(
            "minst 20 procent förstagångsanvändare",
            "share",
            comparator=">=",
            value=20,
            unit="procent",
            of="narkotikabrott",
        ),
        places=("Norra",),
    ),
    activity(
        "Lägesbild för övriga",
        target("en gång i veckan", "cadence", comparator="=", value=1, unit="lägesbild", per="week"),
        responsible=("municipality",),
        places=("övriga kommunen",),
    ),
    activity(
        "Kommunen ska genomföra 20",
        target("20 ärenden", comparator="=", value=20, unit="ärenden"),
        responsible=("municipality",),
    ),
    activity(
        "Kommunen ska se över",
        target(
            "se över Åkroken",
            "milestone",
            places=("Åkroken",),
            period=read.Period(date(2026, 1, 1), date(2026, 12, 31)),
        ),
        responsible=("municipality",),
        places=("Åkroken",),
    ),
    activity(
        "Brottsoperativa grupper",
        target("varje vecka", "cadence", comparator="=", value=1, unit="möten", per="week", each_place=True),
        responsible=(),
        places=("samtliga prioriterade områden",),
    ),
    activity(
        "Polisen och kommunen ska",
        target("formella möten", "qualitative"),
        responsible=("police", "municipality"),
    ),
)

QUESTIONS = (
    question("per_year_or_whole_period", "2026-2027", "Varje år", "Hela perioden sammanlagt"),
    question(
        "each_or_together",
        "i Norra och motsvarande antal i Södra",
        "800 i varje område",
        "800 i områdena tillsammans",
    ),
    question(
        "length_or_minimum",
        "20 minuters",
        "Minst 20 minuter, kortare räknas inte",
        "Ungefär 20 minuter, alla räknas",
    ),
    question("exactly_or_at_least", "200 stycken", "Minst 200", "Precis 200"),
    question("exactly_or_at_least", "20 ärenden", "Minst 20", "Precis 20"),
    question("share_of_what", "varav minst 20 procent", "Av brotten", "Av de misstänkta personerna"),
    question("counted_when", "20 ärenden", "När ärendet påbörjas", "När ärendet avslutas"),
    question("who", "Brottsoperativa grupper", "Polisen", "Kommunen", "Polisen och kommunen"),
)

DRAFT = read.Draft(
    text=TEXT,
    title="Medborgarlöfte 2026-2027 för Lillköping",
    parties=(
        read.Party("Polisen Lillköping", "police"),
        read.Party("Lillköpings kommun", "municipality"),
    ),
    period=read.Period(date(2026, 1, 1), date(2027, 12, 31)),
    agreed_on=None,
    signed_at=None,
    extends="2025 års medborgarlöfte",
    signatories=(read.Signatory("Lia Polischef", "lokalpolisområdeschef", "Polisen Lillköping"),),
    based_on=("Handlingsprogram för trygghet 2019-2024", "samverkansöverenskommelse tills vidare"),
    purpose=("Tryggare kvällar.",),
    grounds=("Dialog med medborgarna.",),
    focus_areas=("Ungdomskriminalitet", "Trafik"),
    follow_up=read.FollowUp("tertial", ("polisen.se",)),
    promises=(
        read.Promise("Tryggare kvällar i Norra och Södra.", ("Många är oroliga.",), ("Norra", "Södra")),
    ),
    activities=ACTIVITIES,
    questions=QUESTIONS,
    warnings=(read.Caution("expired_basis", "Handlingsprogrammet har gått ut.", None),),
)

ANSWERS = {
    "per_year_or_whole_period": "Hela perioden sammanlagt",
    "each_or_together": "800 i varje område",
    "length_or_minimum": "Minst 20 minuter, kortare räknas inte",
    "exactly_or_at_least": "Minst 200",
    "share_of_what": "Av brotten",
    "counted_when": "När ärendet avslutas",
    "who": "Polisen och kommunen",
    "which_place": "Norra",
}
