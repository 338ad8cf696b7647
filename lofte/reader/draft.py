"""The draft: what a promise document was read as, each reading tied to the words it came from."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date

SCHEMA = "lofte/promise-draft/1"


@dataclass(frozen=True)
class Source:
    """Character positions in the draft's own text, the end left out."""

    start: int
    end: int


@dataclass(frozen=True)
class Period:
    """Two dates, both inclusive as printed."""

    start: date
    end: date


@dataclass(frozen=True)
class Party:
    name: str
    kind: str


@dataclass(frozen=True)
class Signatory:
    name: str
    role: str | None
    party: str | None


@dataclass(frozen=True)
class FollowUp:
    rhythm: str | None = None
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promise:
    text: str
    reasons: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    kind: str
    comparator: str | None
    value: float | int | None
    upper: float | int | None
    unit: str | None
    per: str | None
    period: Period | None
    places: tuple[str, ...]
    each_place: bool | None
    minimum_minutes: int | None
    of: str | None
    source: Source


@dataclass(frozen=True)
class Outcome:
    value: float | int | None
    unit: str | None
    text: str
    source: Source


@dataclass(frozen=True)
class Activity:
    text: str
    promise: int | None
    responsible: tuple[str, ...]
    contributing: tuple[str, ...]
    places: tuple[str, ...]
    targets: tuple[Target, ...]
    outcomes: tuple[Outcome, ...]
    source: Source


@dataclass(frozen=True)
class Question:
    code: str
    text: str
    options: tuple[str, ...]
    source: Source | None


@dataclass(frozen=True)
class Caution:
    """A warning of the linter (named so that Python keeps its own word)."""

    code: str
    message: str
    source: Source | None


@dataclass(frozen=True)
class Draft:
    text: str
    title: str | None
    parties: tuple[Party, ...]
    period: Period | None
    agreed_on: date | None
    signed_at: str | None
    extends: str | None
    signatories: tuple[Signatory, ...]
    based_on: tuple[str, ...]
    purpose: tuple[str, ...]
    grounds: tuple[str, ...]
    focus_areas: tuple[str, ...]
    follow_up: FollowUp
    promises: tuple[Promise, ...]
    activities: tuple[Activity, ...]
    questions: tuple[Question, ...]
    warnings: tuple[Caution, ...]
    schema: str = SCHEMA

    def as_dict(self) -> dict[str, object]:
        """Return the JSON object that `lofte schema promise` describes."""
        return {"schema": self.schema} | {
            field.name: plain(getattr(self, field.name)) for field in fields(self) if field.name != "schema"
        }


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value
