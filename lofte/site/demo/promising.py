"""The promises of the demonstration: read, every question settled, every activity confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from lofte.accounts import ruling
from lofte.accounts.models import User
from lofte.accounts.reaching import Choice, Circle
from lofte.promises.actions.activities import confirm_activity
from lofte.promises.actions.adopting import adopt
from lofte.promises.actions.receiving import receive_document
from lofte.promises.actions.settling import settle
from lofte.promises.models import Activity, KindOfWork, Promise, Question, Target, TargetPoint
from lofte.site.demo.ground import Ground

DOCUMENTS = Path(__file__).parent / "documents"


@dataclass(frozen=True)
class Mend:
    """What the coordinator writes better in the form: the activity is found by words that it alone holds."""

    words: str
    title: str = ""
    kind: str = ""
    sign: str = ""
    points: Sequence[tuple[int, int, int]] = ()  # month, last day, and how much is done then


@dataclass(frozen=True)
class Reading:
    """A document of the demonstration and how its unclear readings were settled, by the question's code.

    An answer for one activity stands under its code and words that the activity alone holds.
    """

    document: str
    answers: Mapping[str, str]
    adopted_on: date
    mends: Sequence[Mend] = ()
    answers_where: Mapping[tuple[str, str], str] = field(default_factory=dict)
    written_for: int = 0  # the year that stands in the document, where it is to be another
    year: int = 0

    def for_year(self, year: int) -> "Reading":
        """Return the same document with another year in it."""
        return replace(
            self, written_for=self.adopted_on.year, year=year, adopted_on=self.adopted_on.replace(year=year)
        )

    def text(self) -> str:
        words = (DOCUMENTS / self.document).read_text(encoding="utf-8")
        if self.year == self.written_for:
            return words
        earlier = words.replace(str(self.written_for - 1), str(self.year - 1))
        return earlier.replace(str(self.written_for), str(self.year))

    def name(self) -> str:
        return self.document.replace(str(self.written_for), str(self.year)) if self.year else self.document


def promise_from(reading: Reading, *, ground: Ground, at: datetime) -> Promise:
    """Take a document the whole way to an adopted promise, as a coordinator would."""
    coordinator = ground.people["coordinator"]
    whose = next(one for one in ground.parties.values() if one.kind == one.Kind.MUNICIPALITY)
    why = ruling.grounds(ruling.read_first(ground.partnership.pk, at.date()), whose)[0]
    promise = receive_document(
        partnership=ground.partnership,
        name=reading.name(),
        data=reading.text().encode(),
        choice=Choice(Circle(whose, (ground.partnership,)), why),
        by=coordinator,
        at=at,
    )
    Promise.objects.filter(pk=promise.pk).update(is_simulated=True)
    for question in promise.questions.select_related("activity").order_by("position", "pk"):
        _settle(question, reading, by=coordinator, at=at)
    for mend in reading.mends:
        _mend(promise.activities.get(text__contains=mend.words), mend)
    cases = Target.objects.filter(activity__promise=promise, kind_of_work__states=KindOfWork.States.CASE)
    cases.filter(counted_state="").update(counted_state=Target.CountedState.BEGUN)
    for activity in promise.activities.order_by("position", "pk"):
        confirm_activity(activity=activity, by=coordinator, at=at)
    return adopt(promise=promise, adopted_on=reading.adopted_on, by=coordinator, at=at)


def _settle(question: Question, reading: Reading, *, by: User, at: datetime) -> None:
    text = question.activity.text if question.activity else ""
    own = (
        answer
        for (code, words), answer in reading.answers_where.items()
        if code == question.code and words in text
    )
    answer = next(own, None) or reading.answers[question.code]
    settle(question=question, answer=answer, by=by, on=at.date(), at=at)


def _mend(activity: Activity, mend: Mend) -> None:
    if mend.title:
        activity.title = mend.title
        activity.save(update_fields=["title"])
    if mend.kind:
        kind = KindOfWork.objects.get(code=mend.kind)
        own = mend.kind in {"activity-work", "milestone-step"}
        activity.targets.update(kind_of_work=kind, only_own_entries=own)
    if mend.points:
        _give_points(activity, mend.points)
    if mend.sign:
        activity.targets.update(sign=mend.sign)


def _give_points(activity: Activity, points: Sequence[tuple[int, int, int]]) -> None:
    year = activity.promise.starts.year
    target = activity.targets.get(kind=Target.Kind.COUNT)
    target.pace = Target.Pace.POINTS
    target.save(update_fields=["pace"])
    TargetPoint.objects.bulk_create(
        TargetPoint(target=target, ends=date(year, month, day) + timedelta(days=1), done=done)
        for month, day, done in points
    )
