"""Random rules and random logs: what the recount of tests/work/test_random_logs.py is given."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random

from lofte.periods.calendar import parse

YEAR, T2 = parse("2021"), parse("2021-T2")
CUT = date(2021, 9, 14)
NORTH, SOUTH, REST, NOWHERE = range(4)  # areas: one in each set, and one in none of them
FOUND, FIRST_TIME = range(2)
N_SPOTS = 3
DAYTIME, NIGHT = (time(14), time(17)), (time(22), time(2))
WITHIN = {  # half an hour before will do, and no clock will do
    DAYTIME: {None, time(13, 30), time(16, 59)},
    NIGHT: {None, time(21, 30), time(1, 59)},
}
DAYS = {
    "on_demand": range(118, 122),
    "follow_on": range(110, 130),
}  # of the year: they must meet what happened
ALL = range(-10, 300)
CLOCKS = [None, *(time(13, m) for m in (29, 30)), time(16, 59), time(17), time(21, 29), time(21, 30)]
CLOCKS += [time(1, 59), time(2)]
WORDS = ["count", "sum", "hours", "average", "every", "share", "cadence", "slot"]
WORDS += ["spots", "objects", "each", "milestone", "on_demand", "follow_on"]
KINDS = {"sum": "count", "average": "rate", "every": "rate", "spots": "coverage", "objects": "coverage"}
KINDS |= {"each": "coverage"}
WEEKLY = {"average", "every", "cadence"}
OFTEN_PRIORITISED = {"count", "hours", "every", "cadence"}


@dataclass(frozen=True)
class Work:
    """A piece of work as it was drawn; `is_taken_back`: as if it had never been."""

    kind: int
    area: int
    spot: int | None
    day: date
    clock: time | None
    minutes: int | None
    state: str
    occasions: int
    quantities: dict[int, int]
    recipients: frozenset[int]
    is_taken_back: bool


@dataclass(frozen=True)
class Rule:
    """A target as it was drawn; `word` names how it is counted."""

    word: str
    comparator: str
    value: int | None
    per: str
    places: tuple[int, ...]
    is_each: bool
    starts: date
    ends: date
    minimum: int | None
    state: str
    has_whole: bool
    recipients: frozenset[int]
    weekdays: frozenset[int]
    clock: tuple[time, time] | None
    skips_holidays: bool
    spots: tuple[int, ...]
    is_prioritised: bool

    @property
    def kind(self) -> str:
        return KINDS.get(self.word, self.word)

    @property
    def follows(self) -> bool:
        return self.word in DAYS


@dataclass
class Case:
    """A rule, and a log that is its own."""

    rule: Rule
    log: list[Work] = field(default_factory=list)


def drawn_work(chance: Random, rule: Rule) -> Work:
    found = chance.randrange(4)
    numbers = {FOUND: found, FIRST_TIME: chance.randint(0, found)}
    return Work(
        kind=chance.choice([0, 1] if rule.follows else [0, 0, 0, 1]),
        area=chance.choice([NORTH, NOWHERE] if rule.follows else range(4)),
        spot=chance.choice([None, *range(N_SPOTS)]),
        day=YEAR.starts + timedelta(days=chance.choice(DAYS.get(rule.word, ALL))),
        clock=chance.choice(CLOCKS),
        minutes=chance.choice([None, 10, 20, 45]),
        state=chance.choice(["done", "closed", "closed"]),
        occasions=chance.choice([1, 1, 1, 12]),
        quantities={key: value for key, value in numbers.items() if chance.random() < 0.8},
        recipients=frozenset(key for key in range(2) if chance.random() < 0.8),
        is_taken_back=chance.random() < 0.25,
    )


def drawn_rule(chance: Random) -> Rule:
    word = chance.choice(WORDS)
    is_prioritised = word in OFTEN_PRIORITISED and chance.random() < 0.3
    places = () if is_prioritised else tuple(chance.sample(range(3), chance.randrange(4)))
    is_short = word not in WEEKLY and not is_prioritised and chance.random() < 0.2
    return Rule(
        word=word,
        comparator=chance.choice([">=", "<="]) if word in {"every", "cadence"} else ">=",
        value=_value(chance, word, len(places)),
        per=_per(chance, word),
        places=places,
        is_each=chance.random() < 0.5,
        starts=date(2021, 3, 1) if is_short else YEAR.starts,
        ends=date(2021, 8, 1) if is_short else YEAR.ends,
        minimum=chance.choice([None, None, 20]),
        state=chance.choice(["", "", "closed"] if word not in DAYS else [""]),
        has_whole=chance.random() < 0.7,
        recipients=frozenset(key for key in range(2) if chance.random() < 0.2 and word not in DAYS),
        weekdays=frozenset(chance.sample(range(1, 8), 3)) if word == "slot" else frozenset(),
        clock=chance.choice([None, DAYTIME, NIGHT]) if word == "slot" else None,
        skips_holidays=word == "slot" and chance.random() < 0.5,
        spots=tuple(chance.sample(range(N_SPOTS), 2)) if word == "spots" else (),
        is_prioritised=is_prioritised,
    )


def _value(chance: Random, word: str, n_places: int) -> int | None:
    if word in {"spots", "each", "slot"}:
        return None
    if word == "objects":  # as many as there are places would mean each of them
        return next(n for n in chance.sample([2, 3], 2) if n != n_places)
    if word == "follow_on":
        return chance.choice([None, 0, 7, 60])
    if word in {"every", "on_demand"}:
        return chance.choice([1, 2])
    return chance.choice([None, 2]) if word in {"cadence", "milestone"} else chance.randrange(1, 30)


def _per(chance: Random, word: str) -> str:
    if word in WEEKLY:
        return "week"
    if word in {"spots", "each"}:
        return chance.choice(["", "month"])
    return chance.choice(["", "", "year"]) if word in {"count", "sum", "hours", "share"} else ""


def drawn(chance: Random, n: int) -> list[Case]:
    return [Case(rule, drawn_log(chance, rule)) for rule in (drawn_rule(chance) for _ in range(n))]


def drawn_log(chance: Random, rule: Rule) -> list[Work]:
    return [drawn_work(chance, rule) for _ in range(chance.randrange(12 if rule.follows else 8))]
