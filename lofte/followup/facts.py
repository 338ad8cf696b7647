"""What a sentence needs to know of a target: frozen facts in both languages, apart from any model."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")


@dataclass(frozen=True)
class Words:
    """One text in both languages."""

    sv: str = ""
    en: str = ""

    def in_(self, language: Language) -> str:
        return self.sv if language == "sv" else self.en


@dataclass(frozen=True)
class Particulars:
    """What only some kinds of targets say. `rule` is how the target is judged (`work.yardsticks.Rule`)."""

    rule: str = ""
    weekdays: tuple[int, ...] = ()  # 1 is Monday
    clock: tuple[str, ...] = ()  # from and to: 14.00
    skips_holidays: bool = False
    spots: tuple[str, ...] = ()  # what must be covered by itself
    is_percent: bool = False
    limit: Words = field(default_factory=Words)  # within what time something follows
    occasion_one: Words = field(default_factory=Words)
    occasion_many: Words = field(default_factory=Words)
    series: Words = field(default_factory=Words)
    series_unit: Words = field(default_factory=Words)
    source: str = ""  # who measures
    reads_as: str = ""
    direction: str = ""


@dataclass(frozen=True)
class TargetFacts:
    """A target as its sentences see it; each place carries the preposition Swedes use there."""

    kind: str
    starts: date
    ends: date  # left out
    comparator: str = ""
    value: float | None = None
    upper: float | None = None
    per: str = ""
    each_place: bool | None = None
    in_prioritised: bool = False  # the municipality's dated list of areas
    minimum_minutes: int | None = None
    one: Words = field(default_factory=Words)
    many: Words = field(default_factory=Words)
    part: Words = field(default_factory=Words)  # of a share: what is picked out
    whole: Words = field(default_factory=Words)  # of a share: among what
    places: tuple[str, ...] = ()
    prepositions: dict[str, str] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()
    counted_state: str = ""
    since: date | None = None  # the period's first day: what was missed before it is not named again
    is_own_effort: bool = False
    is_persons: bool = False
    is_police: bool = False  # of police alone: days are told as months
    sign: str = ""
    particulars: Particulars = field(default_factory=Particulars)

    def as_json(self) -> dict[str, Any]:
        plain = asdict(self)
        plain["starts"], plain["ends"] = self.starts.isoformat(), self.ends.isoformat()
        plain["since"] = self.since.isoformat() if self.since else None
        return plain


@dataclass(frozen=True)
class Behind:
    """An activity that does not follow the plan: its name in the middle of a sentence, and where."""

    name: Words
    places: tuple[str, ...] = ()
    prepositions: dict[str, str] = field(default_factory=dict)
    is_plural: bool = False  # whether the English name takes a verb in the plural


@dataclass(frozen=True)
class Summary:
    """What the first sentence says: how many activities stand where."""

    n_months: int  # since the promise began
    is_over: bool  # the promise has ended
    n_on_track: int = 0
    n_done: int = 0
    behind: tuple[Behind, ...] = ()
    not_met: tuple[Behind, ...] = ()
    n_unjudged: int = 0
    n_stopped: int = 0
    n_in_words: int = 0

    @property
    def n_counted(self) -> int:
        judged = self.n_on_track + self.n_done + len(self.behind) + len(self.not_met)
        return judged + self.n_unjudged + self.n_stopped


@dataclass(frozen=True)
class Since:
    """An activity now and in the last follow-up that was released."""

    status: str
    n_in_period: int | None
    window: str  # a new year begins anew: statuses are compared within one window only
