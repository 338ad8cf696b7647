"""How the three documents of the demonstration were settled and headed by their coordinators."""

from datetime import date

from lofte.promises.rules import NO_SET
from lofte.site.demo.promising import Mend, Reading

LENGTH = "Minsta tid: en längre räknas en gång, en kortare inte alls"

JONKOPING_2019 = Reading(
    document="jonkoping-2019.md",
    adopted_on=date(2019, 3, 26),
    answers={"who": "Polisen och kommunen", "which_place": "Jönköpings kommun"},
    mends=(
        Mend(
            "narkotikahund",
            sign="Skolor som bett om sök har fått det, och elever och föräldrar har fått veta varför.",
        ),
        Mend(
            "strategiska säkerhetsgruppen",
            "Strategiska säkerhetsgruppen (SSG)",
            sign="Lägesbilden är gemensam och åtgärderna samordnade.",
        ),
        Mend(
            "täta kontakter",
            "Kontakt med skola, fritid och socialtjänst",
            sign="Skola, fritid och socialtjänst vet vem de ska ringa.",
        ),
        Mend(
            "sociala insatsgrupper",
            "Sociala insatsgrupper (SIG)",
            sign="Arbetssättet är beskrivet och används av båda parter.",
        ),
        Mend(
            "alkohol, narkotika",
            "Alkohol, narkotika, doping och tobak",
            sign="Programmen erbjuds i alla stadsdelar.",
        ),
        Mend(
            "fotpatrullera i centrum",
            "Fotpatrull i centrum",
            sign="Polisen syns till fots i centrum varje vecka.",
        ),
        Mend("krogmiljön", "Helgnätter i krogmiljön", sign="Polisen syns ute på helgnätter."),
        Mend("polisvolontärer", "Polisvolontärer", sign="Volontärerna är ute vid stora evenemang."),
        Mend("nattvandra", "Nattvandring i centrum", sign="Föreningar som vill nattvandra har fått stöd."),
        Mend("Juneporten", "Översyn av Juneporten"),
        Mend("belysningen", "Belysning i centrum", sign="Mörka platser som boende pekat ut har fått ljus."),
    ),
)
JONKOPING_2021 = Reading(
    document="jonkoping-2021-2022.md",
    adopted_on=date(2021, 1, 18),
    answers={
        "per_year_or_whole_period": "Per år",
        "each_or_together": "Varje plats för sig",
        "length_or_minimum": LENGTH,
        "exactly_or_at_least": "Minst",
        "share_of_what": "Av alla narkotikabrott",
        "counted_when": "När det avslutas",
        "who": "Kommunen",
        "which_place": "Jönköpings kommun",
    },
    answers_where={
        ("per_year_or_whole_period", "20 ärenden"): "Hela löftets tid",
        ("each_or_together", "104 stycken"): "Alla platser tillsammans",
    },
    mends=(
        Mend("minst 52 stycken", "Narkotikabrott på Råslätt"),
        Mend("104 stycken", "Narkotikabrott på Öxnehaga, Österängen och Ekhagen"),
        Mend(
            "Effektiv samordning",
            "Effektiv samordning för trygghet (EST)",
            kind="activity-work",
            sign="Polis, kommun och Vätterhem får samma lägesbild och använder den när insatser planeras.",
        ),
        Mend("Lägesbild för Råslätt", "Lägesbild för Råslätt"),
        Mend("Lägesbild för Öxnehaga", "Lägesbild varje månad"),
        Mend("orsaksanalyser", "Åtgärder redovisade", kind="measures-decided"),
        Mend("strategiska säkerhetsgrupp", "Strategiska säkerhetsgruppen (SSG)"),
        Mend("Brottsoperativa", "Brottsoperativa grupper (BOS)"),
        Mend("20 ärenden", "Sociala insatsgrupper (SIG)"),
        Mend(
            "i övrigt samverka",
            "Övrig samverkan",
            sign="Mötena är inplanerade för året och har anteckningar.",
        ),
    ),
)
EXEMPELKOPING = Reading(
    document="exempelkoping-2026.md",
    adopted_on=date(2026, 1, 12),
    answers={
        "each_or_together": "Varje plats för sig",
        "per_year_or_whole_period": "Hela löftets tid",
        "length_or_minimum": LENGTH,
        "exactly_or_at_least": "Minst",
        "share_of_what": "Av alla narkotikabrott",
        "counted_when": "När det påbörjas",
        "who": "Polisen och kommunen",
        "which_place": "hela kommunen",
    },
    answers_where={
        ("which_place", "fotpatruller"): NO_SET
    },  # "vart och ett av områdena" is no place of its own
    mends=(
        Mend("trasiga lampor", "Lampor på gångvägar"),
        Mend("trafikkontroller", points=((4, 30, 30), (8, 31, 80))),
        Mend("Stationsparken", "Översyn av Stationsparken"),
        Mend("nattvandrare", "Nattvandring", sign="Föreningarna har det stöd de har bett om."),
        Mend("narkotikabrott", "Narkotikabrott"),
        Mend("sociala insatsgruppen", "Sociala insatsgrupper (SIG)"),
        Mend("lägesbild för Norrbacka", "Lägesbild för Norrbacka"),
        Mend("Trygghetsrådet", "Trygghetsrådet", kind="ssg-meeting"),
        Mend(
            "boende på torgen",
            "Möten med boende på torgen",
            kind="joint-meeting",
            sign="Boende vet när och var de kan träffa oss, och får svar på det de tog upp.",
        ),
    ),
)
