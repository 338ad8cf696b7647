"""A draft laid out for reading: its source with marks, questions first, then activities one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.forms import Form

from lofte.accounts.models import Organisation
from lofte.accounts.viewers import Viewer
from lofte.base.quoting import woven
from lofte.places.models import AreaSet
from lofte.places.queries import area_sets
from lofte.promises import language, queries
from lofte.promises.actions import obstacles
from lofte.promises.forms.deciding import AnswerForm
from lofte.promises.forms.seen import stamp
from lofte.promises.forms.undertakings import ActivityForm, TargetForm, stored_in
from lofte.promises.history import ToldRevision, told
from lofte.promises.linting import Remark, remarks
from lofte.promises.marking import Passage
from lofte.promises.models import Activity, ActivityParty, Promise, Question, Target
from lofte.promises.refusals import Obstacle, obstacle
from lofte.promises.revising import in_force
from lofte.promises.sentences import TargetFacts, describe_target


@dataclass(frozen=True)
class TargetCard:
    """A target as a sentence, with its form where it is being changed, and its revisions."""

    target: Target
    sentence: str
    definition: str
    form: Form | None
    remarks: tuple[Remark, ...]
    revisions: tuple[ToldRevision, ...] = ()
    sign: str = ""  # what is to be seen, as it reads today


@dataclass(frozen=True)
class ActivityCard:
    """One activity to be read, with all that is said about it."""

    activity: Activity
    number: int
    responsible: tuple[str, ...]
    contributing: tuple[str, ...]
    targets: tuple[TargetCard, ...]
    remarks: tuple[Remark, ...]
    form: Form | None
    new_target: Form | None
    seen: str  # the stamp of what is shown: a yes is to this
    confirming: Form | None  # a yes that was refused
    is_first: bool
    is_last: bool


def all_remarks(card: ActivityCard) -> tuple[Remark, ...]:
    """Return what is said of an activity and of its targets."""
    return (*card.remarks, *(one for target in card.targets for one in target.remarks))


@dataclass(frozen=True)
class QuestionCard:
    """A question with its answers, and the number of the activity it concerns."""

    question: Question
    form: Form
    number: int | None
    answers: tuple[str, ...]
    sentence: str  # the target it is about, as it is read now


@dataclass(frozen=True)
class Desk:
    """The whole page of a draft."""

    promise: Promise
    source: tuple[Passage, ...]
    open_questions: tuple[QuestionCard, ...]
    settled: tuple[QuestionCard, ...]
    activities: tuple[ActivityCard, ...]
    remarks: tuple[Remark, ...]
    obstacles: tuple[Obstacle, ...]
    new_activity: Form | None
    n_confirmed: int

    @property
    def n_activities(self) -> int:
        return len(self.activities)

    @property
    def has_wrong_settled(self) -> bool:
        """Tell whether a settled question was answered anew in a way that was refused."""
        return any(card.form.is_bound and card.form.errors for card in self.settled)

    @property
    def n_open(self) -> int:
        return len(self.open_questions)


def lay_out(
    promise_id: int,
    viewer: Viewer,
    *,
    opened: str = "",
    bound: Mapping[str, Form] | None = None,
    today: date | None = None,
) -> Desk:
    """Lay out a promise as a viewer sees it.

    `opened` names the card to change (a12, t7, m12, ny), `bound` holds wrong forms.
    """
    promise = queries.whole_promise(promise_id, viewer)
    forms = dict(bound or {})
    if opened and opened not in forms and not promise.is_adopted:
        forms |= _fresh_form(promise, opened)
    said = remarks(promise)
    cards = _with_revisions(promise, _activity_cards(promise, forms, said), today)
    questions = _question_cards(promise, forms, cards)
    return Desk(
        promise=promise,
        source=tuple(queries.marked_source(promise)),
        open_questions=tuple(card for card in questions if card.question.settled_on is None),
        settled=tuple(card for card in questions if card.question.settled_on is not None),
        activities=cards,
        remarks=tuple(remark for remark in said if remark.activity_id is None),
        obstacles=() if promise.is_adopted else tuple(obstacle(promise, one) for one in obstacles(promise)),
        new_activity=forms.get("ny"),
        n_confirmed=sum(card.activity.confirmed_at is not None for card in cards),
    )


def _fresh_form(promise: Promise, opened: str) -> dict[str, Form]:
    """Return the form for the card that is to be changed, or nothing when there is no such card."""
    if opened == "ny":
        return {opened: ActivityForm(promise=promise, auto_id="ny_%s")}
    for activity in promise.activities.all():
        if opened == f"a{activity.pk}":
            return {opened: ActivityForm(promise=promise, activity=activity, auto_id=f"{opened}_%s")}
        if opened == f"m{activity.pk}":
            return {opened: TargetForm(promise=promise, auto_id=f"{opened}_%s")}
        for target in activity.targets.all():
            if opened == f"t{target.pk}":
                return {opened: TargetForm(promise=promise, target=target, auto_id=f"{opened}_%s")}
    return {}


def _activity_cards(
    promise: Promise, forms: Mapping[str, Form], said: Sequence[Remark]
) -> tuple[ActivityCard, ...]:
    rows = list(promise.activities.all())
    return tuple(
        ActivityCard(
            activity=activity,
            number=number,
            responsible=_names(activity, ActivityParty.Part.RESPONSIBLE),
            contributing=_names(activity, ActivityParty.Part.CONTRIBUTING),
            targets=tuple(_target_card(promise, target, forms, said) for target in activity.targets.all()),
            remarks=tuple(one for one in said if one.activity_id == activity.pk and one.target_id is None),
            form=forms.get(f"a{activity.pk}"),
            new_target=forms.get(f"m{activity.pk}"),
            seen=stamp(stored_in(activity)),
            confirming=forms.get(f"c{activity.pk}"),
            is_first=number == 1,
            is_last=number == len(rows),
        )
        for number, activity in enumerate(rows, start=1)
    )


def _with_revisions(
    promise: Promise, cards: tuple[ActivityCard, ...], today: date | None
) -> tuple[ActivityCard, ...]:
    """Let the targets of an adopted promise say what stands today, with what they said before."""
    if not promise.is_adopted:
        return cards
    targets = [target.target for card in cards for target in card.targets]
    history = told(promise, targets)
    tomorrow = today + timedelta(days=1) if today else None
    read = {one.pk: one for one in in_force(targets, tomorrow)}
    return tuple(
        replace(
            card,
            targets=tuple(
                replace(
                    one,
                    sentence=says(read[one.target.pk], promise),
                    sign=read[one.target.pk].sign,
                    revisions=history[one.target.pk],
                )
                for one in card.targets
            ),
        )
        for card in cards
    )


def _names(activity: Activity, part: str) -> tuple[str, ...]:
    return tuple(one.organisation.short_name for one in activity.parties.all() if one.part == part)


def _target_card(
    promise: Promise, target: Target, forms: Mapping[str, Form], said: Sequence[Remark]
) -> TargetCard:
    kind = target.kind_of_work
    counts = "" if kind is None else kind.counts if language.current() == "sv" else kind.counts_en
    return TargetCard(
        target=target,
        sentence=says(target, promise),
        sign=target.sign,
        definition=counts,
        form=forms.get(f"t{target.pk}"),
        remarks=tuple(one for one in said if one.target_id == target.pk),
    )


def says(target: Target, promise: Promise) -> str:
    """Say a target in the reader's language."""
    return _sentence(queries.facts_of(target, promise))


def _sentence(facts: TargetFacts) -> str:
    """Say a target; the sign of a target in words is told in the promise's own Swedish."""
    if facts.kind != Target.Kind.QUALITATIVE or not facts.sign:
        return describe_target(facts, language.current())
    return woven(
        describe_target(replace(facts, sign="%(sign)s"), language.current()), sign=facts.sign.rstrip(".")
    )


@dataclass(frozen=True)
class _Known:
    """What the questions of one promise share."""

    questions: Sequence[Question]
    numbers: Mapping[int, int]
    sets: Sequence[AreaSet]
    organisations: Sequence[Organisation]
    sentences: Mapping[int, str]


def _question_cards(
    promise: Promise, forms: Mapping[str, Form], activities: Sequence[ActivityCard]
) -> list[QuestionCard]:
    known = _Known(
        questions=list(promise.questions.all()),
        numbers={card.activity.pk: card.number for card in activities},
        sets=list(area_sets(promise.partnership_id)),
        organisations=list(queries.members(promise.partnership_id)),
        sentences={target.target.pk: target.sentence for card in activities for target in card.targets},
    )
    return [_question_card(question, forms, known) for question in known.questions]


def _question_card(question: Question, forms: Mapping[str, Form], known: _Known) -> QuestionCard:
    key = f"q{question.pk}"
    answers = queries.answers_to(question, known.sets, known.organisations)
    form = forms.get(key) or AnswerForm(
        question=question,
        answers=answers,
        n_alike=len(queries.alike(question, known.questions)),
        auto_id=f"{key}_%s",
    )
    number = known.numbers.get(question.activity_id) if question.activity_id else None
    sentence = known.sentences.get(question.target_id, "") if question.target_id else ""
    return QuestionCard(question, form, number, tuple(answers), sentence)
