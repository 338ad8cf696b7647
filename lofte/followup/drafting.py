"""A draft: the outcomes at the cut become frozen figures and sentences, line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from lofte.followup import foreseeing, late, queries, rules, sentences
from lofte.followup.disclosure import Cell, withheld
from lofte.followup.facts import LANGUAGES, Behind, Since, Summary, TargetFacts, Words
from lofte.followup.foreseeing import Outlook
from lofte.followup.models import FollowUp
from lofte.followup.naming import EnglishName, english_name
from lofte.followup.queries import Earlier
from lofte.periods.calendar import Period
from lofte.promises import history, revising
from lofte.promises import queries as promise_queries
from lofte.promises.history import ToldRevision
from lofte.promises.models import Activity, Promise, Target
from lofte.promises.sentences import describe_target
from lofte.work import counting
from lofte.work.foreseen import Foreseen
from lofte.work.outcomes import Outcome, ShareOutcome

NOTHING = Outlook()


@dataclass(frozen=True)
class Told:
    """A target with its outcome, and the places ("" is the whole) whose share must not be shown."""

    target: Target
    facts: TargetFacts
    outcome: Outcome
    withheld: frozenset[str]
    description: dict[str, str]
    is_often: bool | None = None  # told in words: work was logged, once or more often
    outlook: Outlook = NOTHING
    revisions: tuple[ToldRevision, ...] = ()

    @property
    def status(self) -> str:
        return "cannot_be_judged" if self.withheld else self.outcome.status


@dataclass(frozen=True)
class Surroundings:
    """What a target is told against: its promise, the promise's own words, and what is out already."""

    promise: Promise
    texts: Sequence[str]
    earlier: Earlier
    since: date  # the period's first day
    worked_on: Mapping[int, bool]  # targets told in words on which work was logged, and whether often
    foreseen: Mapping[int, Sequence[Foreseen]]
    in_force: Mapping[int, Target] = field(default_factory=dict)  # as they read at the cut
    history: Mapping[int, tuple[ToldRevision, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftLine:
    """One activity, ready to be written down."""

    activity: Activity
    status: str
    figures: dict[str, Any]
    text: Words
    english: EnglishName


@dataclass(frozen=True)
class DraftedFollowUp:
    lead: Words
    lines: tuple[DraftLine, ...]


def drafted(
    promise: Promise,
    period: Period,
    cut: date,
    *,
    before: FollowUp | None = None,
    at: datetime | None = None,
) -> DraftedFollowUp:
    """Count the log up to the cut (left out) and tell every activity; `before` is the version it corrects.

    `at` is the moment of the count, after which nothing is in the log yet; without it, that of the cut.
    """
    activities = list(promise_queries.activities().filter(promise=promise))
    targets = [target for activity in activities for target in activity.targets.all()]
    outcomes = counting.outcomes(targets, period=period, cut=cut)
    earlier = queries.earlier(promise, period.starts)
    texts = queries.promise_texts(promise, activities)
    in_words = [target for target in targets if target.kind == Target.Kind.QUALITATIVE]
    worked_on = counting.is_worked_on(in_words, period=period, cut=cut)
    at = at or timezone.make_aware(datetime.combine(cut, time()))
    foreseen = foreseeing.foreseen(promise, targets, outcomes, period, at)
    around = Surroundings(promise, texts, earlier, period.starts, worked_on, foreseen)
    around = replace(
        around,
        in_force={one.pk: one for one in revising.in_force(targets, cut)},
        history=history.told(promise, targets, cut),
    )
    frame = _frame(promise, cut, earlier)
    quotes = late.quoted([one for one in (earlier.followup, before) if one], period.key, targets)
    lines = []
    for number, activity in enumerate(activities, start=1):
        told = [
            _told(around.in_force[target.pk], activity, outcomes[target.pk], around)
            for target in activity.targets.all()
        ]
        stopped_on = activity.stopped_on if activity.stopped_on and activity.stopped_on < cut else None
        line = _line(number, activity, told, earlier, stopped_on)
        after_cut = late.figures(quotes, activity.pk, line.figures["targets"])
        lines.append(replace(line, figures={**line.figures, **frame, "after_cut": after_cut}))
    return DraftedFollowUp(sentences.lead(_summary(promise, cut, lines)), tuple(lines))


def _frame(promise: Promise, cut: date, earlier: Earlier) -> dict[str, Any]:
    """What holds for every line: whether simulated work is in it, and what it is compared with."""
    before = earlier.followup
    return {
        "simulated": promise.is_simulated
        or promise.partnership.is_simulated
        or queries.has_simulated_entries(promise, cut),
        "compared_with": {"period": before.period, "version": before.version} if before else None,
        "counted_through": (cut - timedelta(days=1)).isoformat(),
    }


def describe(target: Target, promise: Promise) -> dict[str, str]:
    """Say what a target says, in the words that stand on the promise itself; its sign is told by itself."""
    facts = replace(promise_queries.facts_of(target, promise), sign="")
    return {language: describe_target(facts, language) for language in LANGUAGES}


def _told(target: Target, activity: Activity, outcome: Outcome, around: Surroundings) -> Told:
    names = [*(line.place for line in outcome.places), *(slot.place for slot in outcome.slots)]
    facts = queries.target_facts(target, activity, around.promise, around.texts, names)
    facts = replace(facts, since=around.since)
    hidden = _withheld(target, facts, outcome, around.earlier)
    is_often = around.worked_on.get(target.pk)
    lines = around.foreseen.get(target.pk, ())
    outlook = NOTHING if hidden else Outlook.of(target, outcome, lines)
    description, revisions = describe(target, around.promise), around.history.get(target.pk, ())
    return Told(target, facts, outcome, hidden, description, is_often, outlook, revisions)


def _withheld(target: Target, facts: TargetFacts, outcome: Outcome, earlier: Earlier) -> frozenset[str]:
    """Return the places ("" is the whole) whose share would point at people."""
    if not facts.is_persons:
        return frozenset()
    shares = {line.place: line.share for line in outcome.places if line.share}
    out = queries.out_of(earlier.shares, target.pk, outcome.starts.isoformat())
    return withheld(_cells(shares), total=_cell(outcome.share), earlier=out)


def _cell(share: ShareOutcome | None) -> Cell | None:
    return Cell(share.part, share.whole) if share else None


def _cells(shares: Mapping[str, ShareOutcome]) -> dict[str, Cell]:
    return {place: Cell(share.part, share.whole) for place, share in shares.items()}


def _line(
    number: int, activity: Activity, told: Sequence[Told], earlier: Earlier, stopped_on: date | None
) -> DraftLine:
    """`stopped_on` is None where the activity was stopped after the cut: then it ran throughout."""
    kinds = [one.facts.kind for one in told]
    status = "stopped" if stopped_on else _status(told)
    figures: dict[str, Any] = {
        "number": number,
        "title": activity.title,
        "text": activity.text,
        "point": activity.point.text if activity.point else "",
        "responsible": _parties(activity, "responsible"),
        "contributing": _parties(activity, "contributing"),
        "status": status,
        "kinds": kinds,
        "in_words": rules.is_told_in_words(kinds),
        "own_effort": any(one.facts.is_own_effort for one in told),
        "stopped": _stopped(stopped_on, activity.stopped_why),
        "targets": [_target(one) for one in told],
    }
    english = english_name((one.target for one in told), number)
    name = Words(sv=activity.title, en=english.whole)
    figures["name"] = {"sv": name.sv, "en": name.en}
    figures["change"] = _change(name, figures, earlier.lines.get(activity.pk))
    return DraftLine(activity, status, figures, _text(told, stopped_on), english)


def _status(told: Sequence[Told]) -> str:
    return rules.activity_status(one.status for one in told if not one.outcome.in_words)


def _parties(activity: Activity, part: str) -> list[dict[str, str]]:
    return [
        {"slug": row.organisation.slug, "name": row.organisation.name, "kind": row.organisation.kind}
        for row in activity.parties.all()
        if row.part == part
    ]


def _stopped(stopped_on: date | None, why: str) -> dict[str, str] | None:
    return None if stopped_on is None else {"on": stopped_on.isoformat(), "why": why}


def _target(told: Told) -> dict[str, Any]:
    kind = told.target.kind_of_work
    definition = kind and {
        "code": kind.code,
        "name": {"sv": kind.name, "en": kind.name_en},
        "counts": {"sv": kind.counts, "en": kind.counts_en},
        "counts_not": {"sv": kind.counts_not, "en": kind.counts_not_en},
    }
    return {
        "facts": told.facts.as_json(),
        "description": told.description,
        "definition": definition,
        "outcome": told.outcome.as_json(),
        "withheld": sorted(told.withheld),
        "forecasts": [line.as_json() for line in told.outlook.lines],
        "revisions": [one.as_json() for one in told.revisions],
        "pace": _pace(told.target),
    }


def _pace(target: Target) -> dict[str, Any]:
    """Say how the number spreads over its time: evenly, by twelve weights, or through points."""
    points = sorted(target.points.all(), key=lambda one: one.ends)
    return {
        "kind": target.pace,
        "months": list(target.month_weights),
        "points": [
            {"last_day": (one.ends - timedelta(days=1)).isoformat(), "done": float(one.done)}
            for one in points
            if target.pace == Target.Pace.POINTS
        ],
    }


def _text(told: Sequence[Told], stopped_on: date | None) -> Words:
    parts: dict[str, list[str]] = {"sv": [], "en": []}
    for language in LANGUAGES:
        said = parts[language]
        if stopped_on:
            said.append(sentences.stopped(stopped_on, language))
        for one in told:
            said += [sentences.revised(revision.applies_from, language) for revision in one.revisions[-1:]]
            said.append(sentences.target(one.facts, one.outcome, language, is_withheld=bool(one.withheld)))
            said.append(foreseeing.sentence(one.outlook, one.facts, one.outcome, language))
            if one.is_often is not None:
                said.append(sentences.worked_on(language, is_often=one.is_often))
        if any(one.facts.is_own_effort for one in told):
            said.append(sentences.effort_note(language))
        if not told:
            said.append(sentences.in_words(language))
    return Words(sv=_joined(parts["sv"]), en=_joined(parts["en"]))


def _joined(said: Sequence[str]) -> str:
    """Put sentences together, each once."""
    return " ".join(dict.fromkeys(filter(None, said)))


def _change(name: Words, now: dict[str, Any], before: dict[str, Any] | None) -> dict[str, str]:
    if before is None or now["in_words"]:
        return {"sv": "", "en": ""}
    said = sentences.since(name, _since(now), _since(before))
    return {"sv": said.sv, "en": said.en}


def _since(figures: dict[str, Any]) -> Since:
    counted = [t["outcome"] for t in figures["targets"] if t["facts"]["kind"] == "count"]
    lines = [line for outcome in counted[:1] for line in outcome["places"] if line["promised"] is not None]
    n = sum(line["in_period"] for line in lines) if lines else None
    windows = [t["outcome"]["starts"] for t in figures["targets"]]
    return Since(figures["status"], n, max(windows, default=""))


def _inside(name: Words) -> Words:
    """The name as it stands inside a sentence; initials stay."""
    sv = name.sv if name.sv[1:2].isupper() else name.sv[:1].lower() + name.sv[1:]
    return replace(name, sv=sv, en=name.en if name.en[1:2].isupper() else name.en[:1].lower() + name.en[1:])


def _summary(promise: Promise, cut: date, lines: Sequence[DraftLine]) -> Summary:
    counted = [line.status for line in lines if not line.figures["in_words"]]
    return Summary(
        n_months=(cut.year - promise.starts.year) * 12 + cut.month - promise.starts.month,
        is_over=cut >= promise.ends,
        n_on_track=counted.count("on_track"),
        n_done=counted.count("done"),
        behind=_not_following(lines, "behind"),
        not_met=_not_following(lines, "not_met"),
        n_unjudged=counted.count("cannot_be_judged"),
        n_stopped=counted.count("stopped"),
        n_in_words=len(lines) - len(counted),
    )


def _not_following(lines: Sequence[DraftLine], status: str) -> tuple[Behind, ...]:
    found = [line for line in lines if line.status == status and not line.figures["in_words"]]
    return tuple(_behind(line, status) for line in found)


def _behind(line: DraftLine, status: str) -> Behind:
    targets = line.figures["targets"]
    judged = [place for target in targets for place in target["outcome"]["places"] if place["status"]]
    places = [
        place["place"]
        for place in judged
        if place["status"] == status and place["place"] and place["place"] not in line.activity.title
    ]
    if all(place["status"] == status for place in judged):
        places = []  # everywhere: the activity's name is enough
    prepositions = {name: word for t in targets for name, word in t["facts"]["prepositions"].items()}
    english = line.english.bare if places else line.english.whole
    name = Words(sv=line.activity.title, en=english)
    is_plural = line.english.is_plural
    return Behind(_inside(name), tuple(dict.fromkeys(places)), prepositions, is_plural)
