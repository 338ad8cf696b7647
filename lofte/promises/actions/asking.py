"""The questions a reading leaves, each tied to the activity and target it concerns."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from lofte.base.keys import search_key
from lofte.promises.models import Activity, Promise, Question, Target
from lofte.promises.rules import is_paced, needs_work
from lofte.reader.draft import Activity as ReadActivity
from lofte.reader.draft import Draft
from lofte.reader.draft import Question as ReadQuestion
from lofte.reader.draft import Target as ReadTarget

Row = tuple[ReadActivity, Activity, list[tuple[ReadTarget, Target]]]

MOST_QUOTED = 60  # characters: longer is no quotation of a number
ABOUT_TARGETS = {
    "per_year_or_whole_period",
    "each_or_together",
    "length_or_minimum",
    "exactly_or_at_least",
    "share_of_what",
    "counted_when",
    "which_number",
}


def concerns(code: str, target: Target, n_places: int) -> bool:
    """Judge whether a question of this code can be about this target."""
    if code == "each_or_together":
        return n_places > 1
    if code == "length_or_minimum":
        return target.minimum_minutes is not None
    if code == "exactly_or_at_least":
        return target.comparator == "=" and target.kind in {"count", "hours", "rate"}
    if code == "share_of_what":
        return target.kind == "share"
    if code == "per_year_or_whole_period":
        return target.kind in {"count", "hours"} and target.value is not None
    if code == "counted_when":
        return target.kind == "count"
    return target.value is not None


def ask(promise: Promise, draft: Draft, rows: Sequence[Row], unknown_parties: Sequence[str]) -> int:
    """Write the reader's questions, and ours: places and parties that nobody knows. Return how many."""
    questions = [_from_reading(promise, question, rows) for question in draft.questions]
    if draft.period is None and not any(one.code == "which_period" for one in questions):
        questions.append(Question(promise=promise, code="which_period", text="Vilken tid gäller löftet?"))
    questions += _about_open_places(promise, rows, questions)
    questions += _about_pace(promise, rows)
    questions += [_about_party(promise, name) for name in unknown_parties]
    names = [name for _, _, targets in rows for _, target in targets for name in target.unmatched_places]
    alike = {search_key(name): name for name in reversed(names)}  # "Centrum" and "centrum" are one
    questions += [_about_place(promise, alike[key], rows) for key in dict.fromkeys(map(search_key, names))]
    _tell_apart(questions, draft.text)
    # In the order of the text; what concerns the whole comes first.
    questions.sort(key=lambda one: -1 if one.source_start is None else one.source_start)
    for position, question in enumerate(questions):
        question.position = position
    Question.objects.bulk_create(questions)
    return len(questions)


def _tell_apart(questions: Sequence[Question], text: str) -> None:
    """Two questions of an activity in the same words quote what each is about: ”minst 20 procent”."""
    n_same = Counter((one.activity_id, one.text) for one in questions)
    for one in questions:
        if n_same[one.activity_id, one.text] > 1 and one.source_start is not None:
            words = " ".join(text[one.source_start : one.source_end].split())
            one.text = f"”{words}”: {one.text}" if 0 < len(words) <= MOST_QUOTED else one.text


def _about_open_places(promise: Promise, rows: Sequence[Row], asked: Sequence[Question]) -> list[Question]:
    """Ask whether a target holds in each of its places, where the reading left it open and did not ask."""
    covered = {key for one in asked if one.code == "each_or_together" for key in one.facts["targets"]}
    return [
        Question(
            promise=promise,
            activity=activity,
            target=target,
            code="each_or_together",
            text=f"Gäller det varje plats för sig ({', '.join(places)}) eller alla tillsammans?",
            options=["Varje plats för sig", "Alla platser tillsammans"],
            facts=_facts([target]),
            source_start=target.source_start,
            source_end=target.source_end,
        )
        for read, activity, targets in rows
        for target_read, target in targets
        if len(places := target_read.places or read.places) > 1
        and target.each_place is None
        and target.pk not in covered
        and needs_work(target.kind)
        and target.kind != Target.Kind.MILESTONE
    ]


def _about_pace(promise: Promise, rows: Sequence[Row]) -> list[Question]:
    """Ask whether so many a week hold in every week or on average, where the words don't say."""
    return [
        Question(
            promise=promise,
            activity=activity,
            target=target,
            code="average_or_every",
            text="Gäller takten varje gång för sig, eller i genomsnitt över tiden?",
            options=["Varje gång för sig", "I genomsnitt"],
            facts=_facts([target]),
            source_start=target.source_start,
            source_end=target.source_end,
        )
        for _, activity, targets in rows
        for _, target in targets
        if is_paced(target.kind, target.per) and not target.held
    ]


def _about_party(promise: Promise, name: str) -> Question:
    return Question(
        promise=promise,
        code="which_party",
        text=f"Vilken organisation i samverkan är ”{name}”?",
        facts={"name": name},
    )


def _about_place(promise: Promise, name: str, rows: Sequence[Row]) -> Question:
    """Ask what a place is, pointing at the first activity that names it."""
    key = search_key(name)
    named = [
        row
        for row in rows
        if any(key == search_key(one) for _, target in row[2] for one in target.unmatched_places)
    ]
    read, activity, _ = named[0]
    return Question(
        promise=promise,
        activity=activity if len(named) == 1 else None,
        code="which_place",
        text=f"Vilket område är ”{name}”?",
        facts={"name": name},
        source_start=read.source.start,
        source_end=read.source.end,
    )


def _from_reading(promise: Promise, read: ReadQuestion, rows: Sequence[Row]) -> Question:
    row = _row_at(read, rows)
    targets = _targets_at(read, rows if row is None else [row])
    return Question(
        promise=promise,
        activity=row[1] if row else None,
        target=targets[0] if len(targets) == 1 else None,
        code=read.code,
        text=read.text,
        options=list(read.options),
        facts=_facts(targets),
        source_start=read.source.start if read.source else None,
        source_end=read.source.end if read.source else None,
    )


def _facts(targets: Sequence[Target]) -> dict[str, Any]:
    """Keep which targets the question is about and the length that was read: an answer can be taken back."""
    timed = next((one for one in targets if one.minimum_minutes is not None), None)
    return {
        "targets": [one.pk for one in targets],
        "minimum_minutes": timed.minimum_minutes if timed else None,
        "value": float(timed.value) if timed and timed.value is not None else None,
    }


def _row_at(read: ReadQuestion, rows: Sequence[Row]) -> Row | None:
    """Return the activity whose text holds the question's words; the one that holds most of them."""
    best, most = None, 0
    for row in rows:
        shared = _shared(read, row[0].source.start, row[0].source.end)
        if shared > most:
            best, most = row, shared
    return best


def _shared(read: ReadQuestion, start: int, end: int) -> int:
    if read.source is None:
        return 0
    return min(read.source.end, end) - max(read.source.start, start)


def _targets_at(read: ReadQuestion, rows: Sequence[Row]) -> list[Target]:
    """Return the targets a question is about: those its words stand in, else all that it can be about."""
    if read.code not in ABOUT_TARGETS:
        return []
    able = [
        (target_read, target)
        for activity_read, _, targets in rows
        for target_read, target in targets
        if concerns(read.code, target, len(target_read.places or activity_read.places))
    ]
    touched = [target for one, target in able if _shared(read, one.source.start, one.source.end) > 0]
    return touched or [target for _, target in able]
