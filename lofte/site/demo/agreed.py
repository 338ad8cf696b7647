"""What the invented municipality has agreed: its groups, the school terms, a break, who answers."""

from datetime import date, datetime

from lofte.accounts import grouping
from lofte.accounts.grouping import GroupDraft
from lofte.accounts.models import Group
from lofte.periods.calendar import Period, parse
from lofte.promises.models import Promise, Target
from lofte.site.demo.ground import Ground
from lofte.work.models import AgreedTime
from lofte.work.obligations import agreeing
from lofte.work.obligations.agreeing import Agreed, Time

DECISION = "SSG 2 januari, § 3 (påhittat)"
BREAK = ("W28", "W29")  # weeks in which nothing is owed
GROUPS = (
    ("BOS Norrbacka", "bos", ("coordinator", "field", "field-housing")),
    ("SSG Exempelköping", "ssg", ("coordinator", "approver-police", "approver-municipality")),
)


def agree_on_everything(promise: Promise, *, ground: Ground, year: int, at: datetime) -> None:
    """Write down what was agreed when the promise was adopted."""
    by = ground.people["coordinator"]
    for time in _times(year):
        agreeing.put_time(time, partnership=ground.partnership, by=by, at=at)
    groups = {name: _group(name, kind, people, ground, at) for name, kind, people in GROUPS}
    agreements = {
        "picture-shared": Agreed(
            DECISION, at.date(), group=groups["BOS Norrbacka"], in_breaks=True, days_before=1, days_after=1
        ),
        "ssg-meeting": Agreed(DECISION, at.date(), group=groups["SSG Exempelköping"], days_before=7),
    }
    for code, agreed in agreements.items():
        for target in Target.objects.filter(activity__promise=promise, kind_of_work__code=code):
            agreeing.agree(agreed, target=target, by=by, at=at)
    agreeing.make_feed(group=groups["BOS Norrbacka"], area_set=None, by=by, at=at)


def _times(year: int) -> list[Time]:
    spring = Period(date(year, 1, 9), date(year, 6, 13))
    autumn = Period(date(year, 8, 18), date(year, 12, 20))
    summer = Period(parse(f"{year}-{BREAK[0]}").starts, parse(f"{year}-{BREAK[-1]}").ends)
    decided = date(year - 1, 5, 12)
    kinds = AgreedTime.Kind
    return [
        Time(
            kinds.TERM,
            f"Vårterminen {year}",
            spring.starts,
            spring.ends,
            "Barn- och utbildningsnämnden (påhittat)",
            decided,
        ),
        Time(
            kinds.TERM,
            f"Höstterminen {year}",
            autumn.starts,
            autumn.ends,
            "Barn- och utbildningsnämnden (påhittat)",
            decided,
        ),
        Time(kinds.BREAK, f"Sommaruppehåll {year}", summer.starts, summer.ends, DECISION, date(year, 1, 2)),
    ]


def _group(name: str, kind: str, people: tuple[str, ...], ground: Ground, at: datetime) -> Group:
    by = ground.people["coordinator"]
    group = grouping.save_group(
        GroupDraft(name, kind, at.date()), partnership=ground.partnership, group=None, by=by, at=at
    )
    for role in people:
        person = ground.people[role]
        held = person.roles.select_related("organisation").order_by("pk")[0]
        grouping.seat(
            group=group, organisation=held.organisation, person=person, starts=at.date(), by=by, at=at
        )
    return group
