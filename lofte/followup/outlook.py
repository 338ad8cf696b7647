"""Where targets will probably end, in one sentence each, as the start page tells what is behind."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.utils import timezone

from lofte.followup import foreseeing, queries
from lofte.followup.foreseeing import Outlook
from lofte.periods.slots import week_of
from lofte.promises import language, revising
from lofte.promises import queries as promise_queries
from lofte.promises.models import Activity, PromisePoint
from lofte.work import foreseeing as work
from lofte.work.cadences import Followed


def sentences(rows: Sequence[Followed], on: date) -> dict[int, str]:
    """Return a sentence for each target: the number of queries is the same however many there are.

    Of shares of persons nothing is foreseen here: whether they may be shown is asked for in a follow-up.
    """
    outcomes = {row.target.pk: row.outcome for row in rows}
    cut = rows[0].outcome.cut
    activities = list(promise_queries.activities().filter(pk__in={row.activity.pk for row in rows}))
    activity_of = {
        target.pk: one for one in activities for target in one.targets.all() if target.pk in outcomes
    }
    targets = [target for one in activities for target in one.targets.all() if target.pk in outcomes]
    at = timezone.make_aware(datetime.combine(cut, time()))
    foreseen = work.foreseen(targets, outcomes, at=at, period=week_of(on))
    texts, promises = _texts(rows), {row.activity.pk: row.activity.promise for row in rows}
    found = {}
    for target in revising.in_force(targets, cut):
        activity, outcome = activity_of[target.pk], outcomes[target.pk]
        promise, names = promises[activity.pk], [line.place for line in outcome.places]
        facts = queries.target_facts(target, activity, promise, texts[promise.pk], names)
        if not facts.is_persons:
            outlook = Outlook.of(target, outcome, foreseen.get(target.pk, ()))
            found[target.pk] = foreseeing.brief(outlook, facts, outcome, language.current())
    return {key: said for key, said in found.items() if said}


def _texts(rows: Sequence[Followed]) -> Mapping[int, Sequence[str]]:
    """Return each promise's own words, where the prepositions of its places are read."""
    promises = {row.activity.promise_id for row in rows}
    found: dict[int, list[str]] = defaultdict(list)
    for model in (PromisePoint, Activity):
        there = model.objects.filter(promise__in=promises).order_by("promise", "position", "pk")
        for key, text in there.values_list("promise_id", "text"):
            found[key].append(text)
    return found
