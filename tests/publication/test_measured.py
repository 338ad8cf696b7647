"""A promised level has its picture and table where it is told: page, print and data; never as work done."""

import json
from datetime import date
from decimal import Decimal

import pytest

from lofte.promises.models import Target
from lofte.publication import documents, pdf
from lofte.publication.followup_view import view
from lofte.released.models import Page, Release
from lofte.situation import actions as situation
from tests import promised
from tests.promised import AT, Promised

TODAY = AT.date()
VALUES = ((date(2019, 3, 3), "62"), (date(2021, 3, 1), "65"), (date(2021, 5, 2), "71"))
NBSP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def measured(worked: Promised) -> Promised:
    """Promise that the share of the safe is to rise by at least ten percentage points."""
    cast = worked.cast
    terms = situation.Terms(
        "Andel trygga", "procent", "Enkäten", "higher", "samordnaren", name_en="Share safe"
    )
    series = situation.begin_indicator(
        partnership=cast.partnership, terms=terms, by=cast.coordinator, at=AT, on=TODAY
    )
    for on, value in VALUES:
        reading = situation.Reading(on, Decimal(value), "Tabell 4", cast.municipality)
        situation.write_value(indicator=series, reading=reading, by=cast.coordinator, at=AT, today=TODAY)
    Target.objects.create(
        activity=worked.dialogue,
        position=1,
        kind="indicator",
        comparator=">=",
        value=10,
        indicator=series,
        reads_as="change",
        direction="up",
    )
    return worked


def test_the_series_is_drawn_with_its_table_and_the_promised_level(measured: Promised) -> None:
    release = promised.released(measured)

    document = documents.of(release)
    (target,) = [
        one
        for activity in document.body["content"]["activities"]
        for one in activity["targets"]
        if one["kind"] == "indicator"
    ]
    assert target["measured"]["values"] == [
        {"on": "2019-03-03", "value": 62},
        {"on": "2021-03-01", "value": 65},
    ]  # that of May came after the cut
    assert target["measured"]["level"] == {"bound": ">=", "value": 72, "upper": None}  # 62 + 10
    assert json.loads(release.canonical)["content"]["activities"]
    page = bytes(Page.objects.get(path="/lillkoping/loften/2021/2021-T1/v1/").body).decode()
    assert 'class="chart series"' in page
    assert (
        f"62{NBSP}% den 3{NBSP}mars 2019, senast 65{NBSP}% den 1{NBSP}mars 2021, lovat minst 72{NBSP}%"
        in page
    )
    assert "Det mäter läget, inte vad som är gjort." in page
    english = bytes(Page.objects.get(path="/en/lillkoping/loften/2021/2021-T1/v1/").body).decode()
    assert "latest 65% on" in english
    promise = documents.of(Release.objects.filter(kind="promise").order_by("-number")[0])
    for language in ("sv", "en"):
        assert pdf.followup(document, promise, language).startswith(b"%PDF")


def test_an_older_release_without_the_series_has_no_picture_of_it(measured: Promised) -> None:
    document = documents.of(promised.released(measured))
    for activity in document.body["content"]["activities"]:
        for target in activity["targets"]:
            if target["kind"] == "indicator":
                del target["measured"]["values"], target["measured"]["level"]

    assert "series" not in {
        figure.kind for one in view(document, None, "sv").activities for figure in one.figures
    }
