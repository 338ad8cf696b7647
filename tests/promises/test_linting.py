"""What weakens a promise is said beside it, from its rows as they are now."""

from datetime import date
from typing import Any

import pytest

from lofte.promises import queries
from lofte.promises.linting import remarks
from lofte.promises.models import Activity, Programme, Promise, SourceDocument, Target
from tests.cast import Cast


def codes(promise: Promise) -> list[str]:
    return [one.code for one in remarks(queries.whole_promise(promise.pk))]


def of(promise: Promise, position: int) -> set[str]:
    activity = promise.activities.get(position=position)
    return {one.code for one in remarks(queries.whole_promise(promise.pk)) if one.activity_id == activity.pk}


def put(promise: Promise, text: str, **target: Any) -> int:
    position = 100 + promise.activities.count()
    activity = Activity.objects.create(promise=promise, position=position, title="Ny", text=text)
    Target.objects.create(activity=activity, **({"kind": "qualitative"} | target))
    return position


def test_a_programme_that_has_expired_is_pointed_out(draft: Promise, cast: Cast) -> None:
    assert "expired_basis" in codes(draft)

    draft.programme = Programme.objects.create(
        partnership=cast.partnership, name="Nytt program", starts=date(2025, 1, 1), ends=date(2029, 1, 1)
    )
    draft.save()
    assert "expired_basis" not in codes(draft)


def test_numbers_on_effort_alone_are_pointed_out_until_something_is_measured(draft: Promise) -> None:
    assert "effort_only" in codes(draft)

    position = put(draft, "Tryggheten ska öka.", kind="indicator", value=80, unit="procent")
    assert "effort_only" not in codes(draft)
    assert of(draft, position) == {"no_party", "no_baseline"}


def test_an_area_without_a_picture_is_named(draft: Promise) -> None:
    (remark,) = [
        one for one in remarks(queries.whole_promise(draft.pk)) if one.code == "area_without_picture"
    ]

    assert "Norra, Södra" in remark.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Polisen ska regelbundet besöka torget.", "vague"),
        ("Kommunen ska ordna ett antal möten.", "vague"),
        ("Kommunen ska ha en kontaktperson.", "no_measurable_sign"),
    ],
)
def test_words_that_cannot_be_followed_up_are_quoted_with_a_suggestion(
    draft: Promise, text: str, code: str
) -> None:
    assert code in of(draft, put(draft, text))


def test_a_stated_sign_is_enough(draft: Promise) -> None:
    position = put(draft, "Kommunen ska ha en kontaktperson.", sign="Namnet står på webben.")

    assert of(draft, position) == {"no_party"}


def test_work_outdoors_needs_a_place_and_a_meeting_does_not(draft: Promise) -> None:
    patrol = draft.activities.get(position=1)
    patrol.targets.get().places.all().delete()

    assert "no_place" in of(draft, 1)
    assert "no_place" not in of(draft, 5)  # SIG cases


def test_a_milestone_without_a_day_is_pointed_out(draft: Promise) -> None:
    assert "no_end" not in of(draft, 6)

    Target.objects.filter(kind="milestone").update(ends=None)
    assert "no_end" in of(draft, 6)


def test_a_milestone_without_anything_to_show_it_is_pointed_out(draft: Promise) -> None:
    assert "no_evidence" in of(draft, 6)

    Target.objects.filter(kind="milestone").update(sign="Protokollet från översynen.")
    assert "no_evidence" not in of(draft, 6)


def test_a_share_of_few_persons_may_point_at_somebody(draft: Promise) -> None:
    assert "small_share" in of(draft, 3)

    Target.objects.filter(kind="count", activity__position=3).update(value=400)
    assert "small_share" not in of(draft, 3)


def test_a_promise_without_party_or_signature_is_pointed_out(draft: Promise) -> None:
    draft.parties.all().delete()
    draft.signatures.all().delete()

    assert {"no_party", "no_signature"} <= set(codes(draft))


def test_what_only_the_document_can_tell_is_repeated_and_the_rest_is_worked_out_anew(draft: Promise) -> None:
    warning = {"code": "suspect_characters", "message": "”konmun” ser felläst ut.", "source": None}
    stale = {"code": "no_party", "message": "Ingen part.", "source": None}
    SourceDocument.objects.update(reading={"warnings": [warning, stale]})

    said = remarks(queries.whole_promise(draft.pk))

    assert ("”konmun” ser felläst ut.", True) in {(one.message, one.is_quoted) for one in said}
    assert "Ingen part." not in {one.message for one in said}
