"""Which work is simulated where, and why some weeks were missed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from lofte.site.demo.simulate import Stream

FOUR = ("Råslätt", "Öxnehaga", "Österängen", "Ekhagen")
SHARERS = ("lpo-sodra-vatterbygden", "jonkopings-kommun", "vatterhem")
POLICE, KOMMUN = "lpo-sodra-vatterbygden", "jonkopings-kommun"
FOUND = {"offences": (1, ""), "first-time": (0.26, "offences")}

_PATROLS = {
    "Råslätt": {2021: 846, 2022: 872},
    "Öxnehaga": {2021: 668, 2022: 815},
    "Österängen": {2021: 822, 2022: 806},
    "Ekhagen": {2021: 838, 2022: 851},
}
_CONTROLS = {
    "Råslätt": {2021: 214, 2022: 221},
    "Öxnehaga": {2021: 206, 2022: 219},
    "Österängen": {2021: 171, 2022: 209},
    "Ekhagen": {2021: 223, 2022: 212},
}
_OFFENCES = {
    "Råslätt": {2021: 58, 2022: 61},
    "Öxnehaga": {2021: 37, 2022: 39},
    "Österängen": {2021: 30, 2022: 36},
    "Ekhagen": {2021: 33, 2022: 41},
}

SUMMER_2021 = ("2021-W28", "2021-W29", "2021-W30")
SUMMER_2022 = ("2022-W28", "2022-W29")
HOLIDAYS = ("2021-W13", "2021-W52", "2022-W15", "2022-W52")

MISSED_WEEKS: Mapping[str, str] = {
    **dict.fromkeys(SUMMER_2021 + SUMMER_2022, "Semester: gruppen beslutade att göra uppehåll"),
    **dict.fromkeys(HOLIDAYS, "Helgvecka med färre än tre arbetsdagar"),
}
MISSED_MONTHS: Mapping[str, str] = {"2021-07": "Semester", "2022-07": "Semester"}

JONKOPING: Sequence[Stream] = (
    *(
        Stream("foot-patrol", POLICE, [area], per_year=rates, minutes=(30, 40, 45, 45, 60), last_hour=22)
        for area, rates in _PATROLS.items()
    ),
    *(
        Stream("traffic-control", POLICE, [area], per_year=rates, minutes=(20, 20, 20, 25, 30), first_hour=7)
        for area, rates in _CONTROLS.items()
    ),
    Stream("traffic-control", POLICE, FOUR, per_year={2021: 14, 2022: 11}, minutes=(10, 15)),
    *(
        Stream("drug-offence", POLICE, [area], per_year=rates, quantities=FOUND, first_hour=12, last_hour=23)
        for area, rates in _OFFENCES.items()
    ),
    Stream(
        "picture-shared",
        KOMMUN,
        ["Råslätt"],
        cadence="week",
        skipped=tuple(MISSED_WEEKS),
        recipients=SHARERS,
        minutes=(60,),
        last_hour=15,
    ),
    *(
        Stream(
            "picture-shared",
            KOMMUN,
            [area],
            cadence="month",
            skipped=tuple(MISSED_MONTHS) if area != "Öxnehaga" else ("2021-04", "2021-07", "2022-07"),
            recipients=SHARERS,
            minutes=(60,),
            last_hour=15,
        )
        for area in ("Öxnehaga", "Österängen", "Huskvarna", "övriga Jönköpings kommun")
    ),
    Stream(
        "measures-decided",
        KOMMUN,
        ["Råslätt"],
        on=tuple(date(year, month, 20) for year in (2021, 2022) for month in (4, 8, 12)),
        minutes=(60,),
        last_hour=15,
    ),
    Stream(
        "ssg-meeting",
        KOMMUN,
        ["Centrum"],
        on=tuple(
            date(year, month, 11 + month % 5)
            for year in (2021, 2022)
            for month in (1, 2, 3, 4, 5, 6, 9, 10, 11)
        ),
        minutes=(120,),
        last_hour=14,
    ),
    *(
        Stream(
            "bos-meeting",
            KOMMUN,
            [area],
            cadence="week",
            skipped=SUMMER_2021
            + SUMMER_2022
            + HOLIDAYS
            + (("2021-W19", "2021-W41") if area == "Ekhagen" else ()),
            minutes=(45, 60),
            last_hour=14,
        )
        for area in FOUR
    ),
    Stream(
        "sig-case", KOMMUN, ["Jönköpings kommun"], per_year={2021: 14, 2022: 14}, state="begun", last_hour=15
    ),
    Stream(
        "sig-case", KOMMUN, ["Jönköpings kommun"], per_year={2021: 7, 2022: 15}, state="closed", last_hour=15
    ),
    Stream(
        "joint-meeting",
        KOMMUN,
        ["Centrum"],
        on=tuple(date(year, month, 8) for year in (2021, 2022) for month in (2, 4, 6, 9, 11)),
        minutes=(90,),
        last_hour=14,
    ),
    Stream(
        "activity-work",
        KOMMUN,
        ["Centrum"],
        on=tuple(date(year, month, 18) for year in (2021, 2022) for month in (3, 5, 10)),
        minutes=(120,),
        activity="Effektiv samordning",
        last_hour=14,
    ),
)

JONKOPING_2019: Sequence[Stream] = (
    Stream(
        "dog-search-school", POLICE, ["Jönköpings kommun"], per_year={2019: 7}, minutes=(60, 75), last_hour=13
    ),
    Stream(
        "ssg-meeting", KOMMUN, ["Centrum"], on=tuple(date(2019, month, 14) for month in (2, 4, 5, 9, 10, 12))
    ),
    Stream(
        "services-contact", POLICE, ["Jönköpings kommun"], per_year={2019: 180}, minutes=(30,), last_hour=15
    ),
    Stream("andt-session", KOMMUN, ["Jönköpings kommun"], per_year={2019: 22}, minutes=(90,)),
    Stream("foot-patrol", POLICE, ["Centrum"], per_year={2019: 310}, minutes=(45, 60), last_hour=22),
    Stream(
        "pub-presence", POLICE, ["Centrum"], per_year={2019: 84}, minutes=(180,), first_hour=21, last_hour=23
    ),
    Stream("volunteer-effort", POLICE, ["Centrum"], per_year={2019: 12}, minutes=(180,)),
    Stream("walk-supported", KOMMUN, ["Centrum"], per_year={2019: 30}, minutes=(120,), first_hour=19),
    Stream("lighting-mended", KOMMUN, ["Centrum"], per_year={2019: 26}, last_hour=15),
    Stream(
        "place-review", KOMMUN, ["Juneporten"], on=(date(2019, 11, 14),), activity="Juneporten", last_hour=14
    ),
)

EX_POLICE, EX_KOMMUN, EX_HOME = "lpo-exempelbygden", "exempelkopings-kommun", "exempelhem"
EX_MISSED: Mapping[str, str] = {
    "{year}-W30": "Semester",
    "{year}-W14": "Påskvecka med två arbetsdagar",
}
EX_SKIPPED = (
    *EX_MISSED,
    "{year}-W28",
    "{year}-W29",
    "{year}-W41",
)  # a break, and one that nobody has explained


def exempelkoping(year: int) -> Sequence[Stream]:
    """Return the streams of the invented municipality for the promise's year."""
    return (*_ex_police(year), *_ex_municipality(year), *_ex_together(year))


def exempelkoping_before(year: int) -> Sequence[Stream]:
    """Return the same patrols and controls of the two years before: what forecasts know the season from."""
    return tuple(
        replace(stream, per_year={year - 2: 0.9 * rate, year - 1: 0.97 * rate})
        for stream in _ex_police(year)
        if stream.kind in {"foot-patrol", "traffic-control"}
        for rate in stream.per_year.values()
    )


def _the_15th(year: int, *months: int) -> tuple[date, ...]:
    return tuple(date(year, month, 15) for month in months)


def _ex_police(year: int) -> Sequence[Stream]:
    rates = {"Norrbacka": 318, "Kvarnängen": 246, "Exempelköpings centrum": 331}
    both = ["Norrbacka", "Kvarnängen"]
    searches = ((2, 11), (3, 24), (5, 6), (9, 22), (11, 4))
    return (
        *(
            Stream(
                "foot-patrol",
                EX_POLICE,
                [area],
                per_year={year: rate},
                minutes=(30, 45, 45, 60),
                last_hour=22,
            )
            for area, rate in rates.items()
        ),
        Stream("traffic-control", EX_POLICE, both, per_year={year: 66}, minutes=(20, 25, 30)),
        Stream("traffic-control", EX_POLICE, ["Norrbacka"], per_year={year: 9}, minutes=(10, 15)),
        Stream(
            "drug-offence", EX_POLICE, ["hela kommunen"], per_year={year: 47}, quantities=FOUND, first_hour=12
        ),
        Stream(
            "dog-search-school",
            EX_POLICE,
            ["hela kommunen"],
            on=tuple(date(year, month, day) for month, day in searches),
            minutes=(60, 75),
            checks=("school-initiative", "head-decided", "no-persons-searched"),
            last_hour=13,
        ),
    )


def _ex_municipality(year: int) -> Sequence[Stream]:
    return (
        Stream("lighting-mended", EX_KOMMUN, ["hela kommunen"], per_year={year: 71}, last_hour=15),
        Stream(
            "place-review",
            EX_KOMMUN,
            ["Stationsparken"],
            on=(date(year, 9, 17),),
            activity="Stationsparken",
            last_hour=15,
        ),
        Stream(
            "walk-supported",
            EX_KOMMUN,
            ["Exempelköpings centrum"],
            on=_the_15th(year, *range(1, 13)),
            minutes=(150,),
            first_hour=20,
        ),
        Stream(
            "picture-shared",
            EX_KOMMUN,
            ["Norrbacka"],
            cadence="week",
            skipped=tuple(key.format(year=year) for key in EX_SKIPPED),
            recipients=(EX_POLICE, EX_HOME, EX_KOMMUN),
            minutes=(60,),
            last_hour=15,
        ),
    )


def _ex_together(year: int) -> Sequence[Stream]:
    begun, closed = _the_15th(year, 1, 2, 5, 6, 9, 10, 11), _the_15th(year, 7, 8, 9)
    councils = tuple(date(year, month, 12) for month in (1, 2, 3, 4, 5, 6, 9, 10, 11, 12))
    return (
        Stream("sig-case", EX_KOMMUN, ["hela kommunen"], on=begun, state="begun", last_hour=15),
        Stream("sig-case", EX_KOMMUN, ["hela kommunen"], on=closed, state="closed", last_hour=15),
        Stream(
            "ssg-meeting", EX_KOMMUN, ["Exempelköpings centrum"], on=councils, minutes=(120,), last_hour=14
        ),
        Stream(
            "joint-meeting",
            EX_KOMMUN,
            ["Norrbacka"],
            on=(date(year, 4, 25), date(year, 9, 12)),
            minutes=(90,),
        ),
    )
