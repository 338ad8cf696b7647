"""Where a promise stands today, as a follow-up would say it: nothing is kept, every line can be opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from lofte.charts import share
from lofte.charts.paint import PAGE
from lofte.followup import content, drafting
from lofte.followup.drafting import DraftLine
from lofte.followup.models import FollowUpLine
from lofte.periods.calendar import Period
from lofte.promises.models import Activity, Promise
from lofte.publication import followup_view
from lofte.publication.figures import Easel, Figure, of_target
from lofte.publication.followup_view import Text
from lofte.work import counting

Plain = dict[str, Any]


@dataclass(frozen=True)
class LineView:
    """A line of a target (a place, or all together) and the way to the entries behind it."""

    place: str
    done: int
    promised: float | None  # None: a part, which was not promised by itself
    percent: float | None  # of a share
    status: str | None
    url: str


@dataclass(frozen=True)
class TargetView:
    """A target with its picture, its lines and the way to all entries behind them."""

    target_id: int
    description: str
    status: str | None
    figures: list[Figure]
    lines: list[LineView]
    url: str  # "" where nothing is counted


@dataclass(frozen=True)
class ActivityView:
    """An activity as it stands today."""

    activity: Activity
    number: int
    english: str
    status: str | None
    sentence: Text
    targets: list[TargetView]


@dataclass(frozen=True)
class Progress:
    """The whole page: figures through `through`, and what of them the tertial added."""

    promise: Promise
    period: Period
    through: date
    lead: Text
    is_simulated: bool
    activities: list[ActivityView]


def of(promise: Promise, today: date, language: str) -> Progress:
    """Count the log through today and tell every activity of the promise."""
    period, cut = counting.as_of(promise.starts, promise.ends, today)
    drafted = drafting.drafted(promise, period, cut)
    told = [(line, content.activity(_as_line(line))) for line in drafted.lines]
    is_simulated = any(line.figures["simulated"] for line in drafted.lines)
    top = share.top_of(followup_view.percents([plain for _, plain in told]))
    easel = Easel(language, PAGE, is_simulated, period, top)
    return Progress(
        promise=promise,
        period=period,
        through=cut - timedelta(days=1),
        lead=followup_view.text({"sv": drafted.lead.sv, "en": drafted.lead.en}, language),
        is_simulated=is_simulated,
        activities=[_activity(line, plain, easel) for line, plain in told],
    )


def _as_line(drafted: DraftLine) -> FollowUpLine:
    """Return the line that a follow-up would begin with; it is never saved."""
    return FollowUpLine(
        activity=drafted.activity,
        figures=drafted.figures,
        status=drafted.status,
        text_sv=drafted.text.sv,
        text_en=drafted.text.en,
    )


def _activity(line: DraftLine, plain: Plain, easel: Easel) -> ActivityView:
    return ActivityView(
        activity=line.activity,
        number=plain["number"],
        english=followup_view.english(plain, easel.language),
        status=plain["status"],
        sentence=followup_view.text(plain["sentence"], easel.language),
        targets=list(_targets(line, plain, easel)),
    )


def _targets(line: DraftLine, plain: Plain, easel: Easel) -> Iterable[TargetView]:
    for found, shown in zip(line.figures["targets"], plain["targets"], strict=True):
        outcome = found["outcome"]
        url = reverse("work:behind", args=[line.activity.promise_id, outcome["target_id"]])
        exact = shown | {"slots": [slot | {"slot": slot["key"]} for slot in outcome["slots"]]}
        yield TargetView(
            target_id=outcome["target_id"],
            description=shown["description"][easel.language],
            status=shown["status"],
            figures=of_target(exact, plain, easel),
            lines=list(_lines(url, outcome, shown)),
            url="" if outcome["in_words"] else url,
        )


def _lines(url: str, outcome: Plain, shown: Plain) -> Iterable[LineView]:
    for line, told in zip(outcome["places"], shown["places"], strict=False):
        place = f"?plats={line['area_set_id']}" if line["area_set_id"] else ""
        yield LineView(
            place=line["place"],
            done=line["done"],
            promised=told["promised"],
            percent=(line["share"] or {}).get("share"),
            status=line["status"],
            url=f"{url}{place}",
        )
