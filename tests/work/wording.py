"""From a promise's wording to its target, its logged work, its line and its sentence: what the cases need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lofte.followup import queries as followup_queries
from lofte.followup import sentences
from lofte.followup.facts import Language
from lofte.periods.calendar import Period, parse
from lofte.promises import actions, queries
from lofte.promises.models import KindOfWork, Promise, Target
from lofte.reader import read_text
from lofte.work import counting
from lofte.work.outcomes import Outcome
from tests.cast import Cast
from tests.promises.reading import AT, TODAY

YEAR = parse("2021")
T1 = parse("2021-T1")
OVER = date(2022, 1, 1)
HEAD = (
    "Medborgarlöfte för Lillköping {years}\n\n"
    "Polisen Lillköping och Lillköpings kommun lovar invånarna under {years}:\n\n"
)


@dataclass(frozen=True)
class Read:
    """What a wording became."""

    promise: Promise
    targets: Sequence[Target]

    @property
    def target(self) -> Target:
        (found,) = self.targets
        return found


def read(cast: Cast, wording: str, answers: dict[str, str] | None = None, years: str = "2021") -> Read:
    """Read one undertaking as the document it would stand in, and settle what it leaves open."""
    text = f"{HEAD.format(years=years)}- {wording}\n"
    promise = actions.keep_draft(
        partnership=cast.partnership,
        name="löfte.txt",
        data=text.encode(),
        draft=read_text(text),
        by=cast.coordinator,
        at=AT,
    )
    for question in promise.questions.order_by("position"):
        answer = (answers or {}).get(question.code, "")
        if answer:
            actions.settle(question=question, answer=answer, by=cast.coordinator, on=TODAY, at=AT)
    return again(promise)


def again(promise: Promise) -> Read:
    """Fetch a promise's targets as they are now."""
    whole = queries.whole_promise(promise.pk)
    return Read(whole, [target for activity in whole.activities.all() for target in activity.targets.all()])


def kind(code: str) -> KindOfWork:
    return KindOfWork.objects.get(code=code)


def outcome(target: Target, *, period: Period = T1, cut: date | None = None) -> Outcome:
    return counting.outcomes([target], period=period, cut=cut or period.ends)[target.pk]


def sentence(read: Read, target: Target, found: Outcome, language: Language = "sv") -> str:
    """Say the line as the follow-up does; blanks that don't break are plain here."""
    (activity,) = [one for one in read.promise.activities.all() if one.pk == target.activity_id]
    names = [*(line.place for line in found.places), *(slot.place for slot in found.slots)]
    texts = followup_queries.promise_texts(read.promise, read.promise.activities.all())
    facts = followup_queries.target_facts(target, activity, read.promise, texts, names)
    return sentences.target(facts, found, language).replace("\N{NO-BREAK SPACE}", " ")
