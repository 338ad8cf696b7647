"""The words that stand inside pictures, and how figures are written there, in Swedish and English."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["on_track", "behind", "done", "not_met", "cannot_be_judged", "stopped"]
SlotState = Literal["met", "missed", "due", "coming"]
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Words:
    """Every word of a picture in one language. `language` is its code."""

    language: str
    status: dict[Status, str]
    statuses: dict[Status, str]  # of several, where that is said in another way
    slot: dict[SlotState, str]
    slots: dict[SlotState, str]  # of several
    place: str
    done: str
    promised: str
    expected: str
    state: str
    forecast: str
    slot_name: str
    in_all: str
    shows: str
    reason: str
    share: str
    part: str
    whole: str
    interval: str
    target: str
    at_least: str
    of: str
    to: str
    all_places: str
    area: str
    is_promised: str
    simulated: str
    source: str
    measured_on: str
    value: str
    latest: str
    on: str
    both: str
    bounds: dict[str, str]
    months: tuple[str, ...]
    decimal_mark: str
    group_mark: str
    percent_mark: str

    def number(self, value: float) -> str:
        """``1 234``, ``12,5``; in English ``1,234``, ``12.5``. One decimal at most."""
        whole, _, decimals = f"{abs(value):,.1f}".partition(".")
        text = whole.replace(",", self.group_mark)
        if decimals != "0":
            text += self.decimal_mark + decimals
        return ("\N{MINUS SIGN}" if round(value, 1) < 0 else "") + text

    def count(self, value: float) -> str:
        """Write what is reckoned, not counted, as a whole number: nobody expects 65,8 patrols."""
        return self.number(int(value + 0.5))

    def day(self, day: date) -> str:
        """``3 mars 2019``; in English ``3 Mar 2019``."""
        return f"{day.day}{NBSP}{self.month(day)}"

    def month(self, day: date) -> str:
        """``mars 2019``."""
        return f"{self.months[day.month - 1]} {day.year}"

    def n_slots(self, n: int, state: SlotState) -> str:
        """``16 klara``, ``1 missad``."""
        return f"{n} {(self.slot if n == 1 else self.slots)[state]}"

    def standing(self, status: Status, n: int) -> str:
        """``4 hållna``, ``1 hållet``: how many stand so."""
        one = self.status[status]
        return f"{n} {self.statuses.get(status, one) if n > 1 else one}"

    def percent(self, value: float) -> str:
        """``12,5 %``, ``12.5%``: of a share given in percent."""
        return self.number(value) + self.percent_mark


SV = Words(
    language="sv",
    status={
        "on_track": "följer planen",
        "behind": "ligger efter",
        "done": "hållet",
        "not_met": "inte hållet",
        "cannot_be_judged": "kan inte bedömas än",
        "stopped": "stoppat",
    },
    statuses={"done": "hållna", "not_met": "inte hållna", "stopped": "stoppade"},
    slot={"met": "klar", "missed": "missad", "due": "väntas nu", "coming": "kommer"},
    slots={"met": "klara", "missed": "missade", "due": "väntas nu", "coming": "kommer"},
    place="Område",
    done="Gjort",
    promised="Lovat",
    expected="Väntat nu",
    state="Läge",
    forecast="Trolig slutsumma (80 %)",
    slot_name="När",
    in_all="Sedan start",
    shows="Bilden och tabellen visar {period}; tabellen har också hela tiden sedan start.",
    reason="Skäl",
    share="Andel",
    part="Antal",
    whole="Av",
    interval="Osäkerhet (95 %)",
    target="Lovat",
    at_least="minst",
    of="av",
    to="till",
    all_places="Alla tillsammans",
    area="Område",
    is_promised="Löftet gäller här",
    simulated="Simulerat",
    source="Källa",
    measured_on="Mätt den",
    value="Värde",
    latest="senast",
    on="den",
    both="och",
    bounds={">=": "minst", "<=": "högst", "=": "precis", "~": "ungefär", "between": "mellan"},
    months=("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"),
    decimal_mark=",",
    group_mark=NBSP,
    percent_mark=f"{NBSP}%",
)

EN = Words(
    language="en",
    status={
        "on_track": "on track",
        "behind": "behind",
        "done": "kept",
        "not_met": "not kept",
        "cannot_be_judged": "cannot be judged yet",
        "stopped": "stopped",
    },
    statuses={},
    slot={"met": "done", "missed": "missed", "due": "due now", "coming": "coming"},
    slots={"met": "done", "missed": "missed", "due": "due now", "coming": "coming"},
    place="Area",
    done="Done",
    promised="Promised",
    expected="Expected now",
    state="Status",
    forecast="Probable total (80%)",
    slot_name="When",
    in_all="Since the start",
    shows="The picture and the table show {period}; the table has the whole time since the start too.",
    reason="Reason",
    share="Share",
    part="Number",
    whole="Of",
    interval="Uncertainty (95%)",
    target="Promised",
    at_least="at least",
    of="of",
    to="to",
    all_places="All together",
    area="Area",
    is_promised="The promise holds here",
    simulated="Simulated",
    source="Source",
    measured_on="Measured on",
    value="Value",
    latest="latest",
    on="on",
    both="and",
    bounds={">=": "at least", "<=": "at most", "=": "exactly", "~": "about", "between": "between"},
    months=("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    decimal_mark=".",
    group_mark=",",
    percent_mark="%",
)


def of(language: str) -> Words:
    """Return the words of a language: Swedish unless English is asked for."""
    return EN if language.startswith("en") else SV
