"""A line of the trail as a sentence: who did what, on the ground of which role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from itertools import groupby

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lofte.accounts.models import Role, User
from lofte.base.hidden_keys import Of, shown
from lofte.base.models import AuditEvent
from lofte.base.quoting import woven
from lofte.base.wording import listed
from lofte.overview.trail.naming import Name, Names, names
from lofte.overview.trail.verbs import ALL, UNKNOWN
from lofte.promises.language import current as language

CALENDAR = "calendar.exported"
ENTRY = "work.Entry"


@dataclass(frozen=True)
class _Said:
    """Words in the reader's own language, which need no mark of another."""

    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Told:
    """A line as it is shown."""

    line: AuditEvent
    at: datetime
    sentence: SafeString
    is_sealed: bool

    @property
    def text(self) -> str:
        """Return the sentence without the marks of a page."""
        return unescape(strip_tags(self.sentence))


@dataclass(frozen=True)
class Day:
    """The lines of a day."""

    day: date
    rows: list[Told]


def told(lines: Sequence[AuditEvent], sealed_to: int) -> list[Told]:
    """Say each line: as many questions however many lines."""
    people = dict(
        User.objects.filter(pk__in={line.by_id for line in lines if line.by_id}).values_list("pk", "name")
    )
    known = names(lines)
    return [
        Told(line, timezone.localtime(line.at), _sentence(line, people, known), line.pk <= sealed_to)
        for line in lines
    ]


def by_day(rows: Sequence[Told]) -> list[Day]:
    """Gather lines under their days, in the order they come."""
    return [Day(day, list(some)) for day, some in groupby(rows, key=lambda row: row.at.date())]


def _sentence(line: AuditEvent, people: dict[int, str], known: Names) -> SafeString:
    who = people.get(line.by_id or 0) or _Said(_nobody(line))
    sentence = woven(gettext("%(who)s %(did)s"), who=who, did=_Marked(_did(line, known)))
    roles = [_role(kind) for kind in line.ground.split(",") if kind]
    if not roles:
        return woven("%(said)s.", said=_Marked(sentence))
    return woven(
        gettext("%(said)s, som %(roles)s."),
        said=_Marked(sentence),
        roles=_Said(listed(roles, language())),
    )


@dataclass(frozen=True)
class _Marked:
    """Words that are woven already."""

    words: SafeString

    def __str__(self) -> SafeString:
        return self.words


def _did(line: AuditEvent, known: Names) -> SafeString:
    name = known.get((line.target_type, line.target_id))
    period = name.period_in_words if name is not None and name.period else _period(line)
    return woven(
        str(ALL.get(line.verb, UNKNOWN)),
        thing=name.thing if name is not None else _Said(_gone(line)),
        period=_Said(period or _gone(line)),
        key=_Said(key(line)),
        verb=_Said(line.verb),
    )


def key(line: AuditEvent) -> str:
    """Return the key of what a line is about; an entry's as its own page shows it."""
    return (
        shown(line.target_id, Of.ENTRY)
        if line.target_type == ENTRY and line.target_id
        else str(line.target_id)
    )


def _period(line: AuditEvent) -> str:
    key = line.facts.get("period", "")
    return Name("", key).period_in_words if isinstance(key, str) else ""


def _gone(line: AuditEvent) -> str:
    if not line.target_id:
        return "–"
    return gettext("nummer %(key)s, som inte finns kvar") % {"key": key(line)}


def _nobody(line: AuditEvent) -> str:
    if line.by_sum:
        return gettext("Någon som har tagits bort ur spåret")
    if line.by_id:
        return gettext("Någon som inte finns kvar (nummer %(key)d)") % {"key": line.by_id}
    if line.verb == CALENDAR:
        return gettext("Någon med kalenderns hemliga adress")
    return gettext("Systemet")


def _role(kind: str) -> str:
    return str(Role.Kind(kind).label) if kind in Role.Kind.values else kind
