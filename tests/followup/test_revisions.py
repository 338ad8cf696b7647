"""A revised target in the follow-up, on the public pages, in print and in the open data."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from lofte.followup import actions as followups
from lofte.followup.models import FollowUp
from lofte.promises.models import TargetRevision
from lofte.promises.revising import facts_of
from lofte.publication import pdf, promise_content
from lofte.publication.documents import of
from lofte.publication.open_data import rows
from lofte.released.models import Page, Release
from tests import promised
from tests.promised import AT, Promised

WHY = "Stationen är stängd för ombyggnad."


@pytest.fixture
def revised(worked: Promised, freeze: Callable[[str], datetime]) -> Promised:
    """Let patrols be 12 instead of 30 from April, with an interim point; a later change is decided too."""
    freeze("2021-05-10T10:00")
    target = worked.patrols.targets.get()
    before = facts_of(target)
    after = before | {"value": "12", "pace": "points", "points": [["2021-05-01", "4"]]}
    for on, was, becomes in (
        (date(2021, 4, 1), before, after),
        (date(2021, 8, 1), after, after | {"value": "9"}),
    ):
        TargetRevision.objects.create(
            target=target,
            applies_from=on,
            reason=WHY,
            decided_on=date(2021, 3, 20),
            decided_by=[{"name": "Lia Polischef", "title": "chef", "party": "Polisen Lillköping"}],
            before=was,
            after=becomes,
            recorded_by=worked.cast.coordinator,
            recorded_at=AT,
        )
    return worked


def test_the_follow_up_counts_by_what_holds_and_tells_what_was_promised(revised: Promised) -> None:
    followup = followups.draft(
        promise=revised.promise, period_key="2021-T1", by=revised.cast.coordinator, at=AT
    )

    line = followup.lines.get(activity=revised.patrols)
    target = line.figures["targets"][0]
    assert [place["promised"] for place in target["outcome"]["places"]] == [12, 12]
    assert [place["expected"] for place in target["outcome"]["places"]] == [4, 4]
    assert [one["applies_from"] for one in target["revisions"]] == ["2021-04-01"]
    assert "Målet är ändrat från och med den 1\N{NO-BREAK SPACE}april 2021." in line.text_sv
    assert "borde fyra vara gjorda" in line.text_sv


def test_a_follow_up_that_was_frozen_before_keeps_its_figures(worked: Promised) -> None:
    followup = promised.approved(worked)
    figures = followup.lines.get(activity=worked.patrols).figures
    target = worked.patrols.targets.get()
    TargetRevision.objects.create(
        target=target,
        applies_from=date(2021, 4, 1),
        reason=WHY,
        decided_on=date(2021, 3, 20),
        decided_by=[],
        before=facts_of(target),
        after=facts_of(target) | {"value": "12"},
        recorded_by=worked.cast.coordinator,
        recorded_at=AT,
    )

    assert FollowUp.objects.get(pk=followup.pk).lines.get(activity=worked.patrols).figures == figures


def test_both_are_shown_to_the_public_once_released(revised: Promised) -> None:
    promised.released(revised)

    released = {one.kind: of(one) for one in Release.objects.order_by("number")}
    for path in ("lillkoping/loften/2021/", "lillkoping/loften/2021/2021-T1/v1/"):
        text = bytes(Page.objects.get(path=f"/{path}").body).decode()
        assert WHY in text
        assert "Förut: Minst 30" in text
        assert "Sedan: Minst 12" in text
        assert "<li>Tal: 12 (förut 30)" in text
        assert "Minst 9" not in text  # decided, and not holding yet: nobody has approved that follow-up
    row = next(row for row in rows(released["followup"]) if row["rubrik"] == "Fotpatrullering")
    assert (row["andrad_fran"], row["andrad_varfor"]) == ("2021-04-01", WHY)
    assert row["tidigare"].startswith("Minst 30")
    assert row["delmal"] == "2021-04-30 4"
    assert row["andrat"].startswith("Tal: 12 (förut 30); Takt över tiden: delmål på givna dagar (förut jämnt")
    target = released["followup"].body["content"]["activities"][0]["targets"][0]
    assert target["revisions"][0]["decided_by"][0]["name"] == "Lia Polischef"
    assert target["revisions"][0]["changes"][0] == {
        "what": {"sv": "Tal", "en": "Number"},
        "before": {"sv": "30", "en": "30"},
        "after": {"sv": "12", "en": "12"},
        "own_words": False,
    }
    assert target["pace"]["points"] == [{"done": 4, "last_day": "2021-04-30"}]
    english = bytes(Page.objects.get(path="/en/lillkoping/loften/2021/2021-T1/v1/").body).decode()
    assert "Before: At least 30" in english
    assert "<li>Number: 12 (before 30)" in english
    assert pdf.followup(released["followup"], released["promise"], "sv").startswith(b"%PDF")


def test_a_promise_is_published_as_it_was_promised_until_a_follow_up_is_out(revised: Promised) -> None:
    content = promise_content.of(revised.promise.pk)

    assert all("revisions" not in target for one in content["activities"] for target in one["targets"])
