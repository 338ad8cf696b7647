"""A reading becomes rows: matched to the partnership's names, every question tied to what it is about."""

from dataclasses import replace
from datetime import date

import pytest

from lofte.base.models import AuditEvent
from lofte.promises import actions
from lofte.promises.models import KindOfWork, Promise, Quantity, Target
from lofte.reader import draft as read
from tests.cast import Cast
from tests.promises.reading import ACTIVITIES, AT, DRAFT, TEXT, line, target


def keep(cast: Cast, draft: read.Draft = DRAFT) -> Promise:
    return actions.keep_draft(
        partnership=cast.partnership,
        name="löfte.txt",
        data=TEXT.encode(),
        draft=draft,
        by=cast.coordinator,
        at=AT,
    )


def targets(promise: Promise) -> list[Target]:
    return list(Target.objects.filter(activity__promise=promise).order_by("activity__position", "position"))


def test_a_document_becomes_a_draft_with_its_frame(draft: Promise, cast: Cast) -> None:
    assert (draft.slug, draft.starts, draft.ends) == ("2026-2027", date(2026, 1, 1), date(2028, 1, 1))
    assert [party.organisation for party in draft.parties.order_by("position")] == [
        cast.police,
        cast.municipality,
    ]
    assert [point.text for point in draft.points.all()] == ["Tryggare kvällar i Norra och Södra."]
    assert [area.title for area in draft.focus_areas.order_by("position")] == [
        "Ungdomskriminalitet",
        "Trafik",
    ]
    assert [(one.name, one.organisation) for one in draft.signatures.all()] == [
        ("Lia Polischef", cast.police)
    ]
    assert draft.extends_text == "2025 års medborgarlöfte"
    assert draft.programme is not None
    assert draft.programme.ends == date(2025, 1, 1)
    assert draft.agreement is not None
    assert draft.agreement.ends is None
    assert not draft.is_adopted


def test_every_reading_keeps_its_place_in_the_text(draft: Promise) -> None:
    assert draft.document is not None
    for activity in draft.activities.all():
        assert draft.document.text[activity.source_start : activity.source_end] == activity.text
    point = draft.points.get()
    assert draft.document.text[point.source_start : point.source_end] == point.text
    assert bytes(draft.document.content) == TEXT.encode()


def test_what_is_counted_is_suggested_from_the_words(draft: Promise) -> None:
    rows = targets(draft)

    assert [row.kind_of_work.code if row.kind_of_work else None for row in rows] == [
        "foot-patrol",
        "traffic-control",
        "drug-offence",
        "drug-offence",
        "picture-shared",
        "sig-case",
        "place-review",
        "bos-meeting",
        "joint-meeting",
    ]
    assert rows[2].quantity is not None
    assert rows[2].quantity.code == "offences"
    assert (rows[3].quantity, rows[3].whole) == (
        Quantity.objects.get(code="first-time"),
        Quantity.objects.get(code="offences"),
    )


def test_places_are_found_whatever_their_case_and_the_rest_by_its_name(draft: Promise, cast: Cast) -> None:
    rows = targets(draft)

    assert [one.area_set for one in rows[0].places.order_by("position")] == [cast.north, cast.south]
    assert [one.area_set for one in rows[1].places.all()] == [cast.north]  # "norra"
    assert [one.area_set for one in rows[4].places.all()] == [cast.rest]


def test_the_prioritised_areas_are_the_dated_list_and_hold_in_each(draft: Promise) -> None:
    row = targets(draft)[7]

    assert row.over_prioritised_areas
    assert row.each_place is True
    assert not row.places.exists()


def test_a_place_that_nobody_knows_is_kept_and_asked_about(draft: Promise) -> None:
    question = draft.questions.get(code="which_place")

    assert targets(draft)[6].unmatched_places == ["Åkroken"]
    assert "Åkroken" in question.text
    assert question.activity is not None
    assert question.activity.text == line("Kommunen ska se över")


def test_a_picture_is_to_be_shared_with_those_the_text_names(draft: Promise, cast: Cast) -> None:
    recipients = {one.organisation for one in targets(draft)[4].recipients.all()}

    assert recipients == {cast.police, cast.municipality, cast.housing}


def test_responsible_parties_are_the_promises_own(draft: Promise, cast: Cast) -> None:
    by_activity = [
        [party.organisation for party in one.parties.order_by("pk")]
        for one in draft.activities.order_by("position")
    ]

    assert by_activity[0] == [cast.police]
    assert by_activity[3] == [cast.municipality]
    assert by_activity[6] == []
    assert by_activity[7] == [cast.police, cast.municipality]


def test_questions_point_at_what_they_are_about(draft: Promise) -> None:
    rows = targets(draft)
    whole = draft.questions.get(code="per_year_or_whole_period")
    places = draft.questions.get(code="each_or_together")
    share = draft.questions.get(code="share_of_what")

    assert whole.activity is None
    assert whole.facts["targets"] == [rows[0].pk, rows[1].pk, rows[2].pk, rows[5].pk]
    assert places.target == rows[0]
    assert share.target == rows[3]
    assert draft.questions.get(code="who").activity is not None


def test_a_target_over_several_places_that_nobody_asked_about_is_asked_about(cast: Cast) -> None:
    actions.install_kinds()
    picture = replace(
        ACTIVITIES[3],
        targets=(target("en gång i veckan", "cadence", value=1, per="week", places=("Norra", "Södra")),),
    )

    promise = keep(cast, replace(DRAFT, activities=(picture,), questions=()))

    assert [question.code for question in promise.questions.all()] == ["each_or_together"]


def test_a_document_without_a_time_gets_this_year_and_a_question(cast: Cast) -> None:
    promise = keep(cast, replace(DRAFT, period=None, activities=(), questions=()))

    assert promise.slug == "2026"
    assert [question.code for question in promise.questions.all()] == ["which_period"]


def test_a_party_that_the_partnership_does_not_know_is_asked_about(cast: Cast) -> None:
    stranger = read.Party("Grannköpings kommun", "municipality")

    promise = keep(cast, replace(DRAFT, parties=(stranger,), activities=(), questions=()))

    assert not promise.parties.exists()
    assert "Grannköpings kommun" in promise.questions.get(code="which_party").text


def test_the_same_document_twice_gives_two_drafts_with_two_addresses(draft: Promise, cast: Cast) -> None:
    again = keep(cast)

    assert again.slug == "2026-2027-2"
    assert again.programme == draft.programme


def test_receiving_leaves_one_line_in_the_trail_without_words(draft: Promise, cast: Cast) -> None:
    event = AuditEvent.objects.get(verb="promise.received")

    assert (event.target_id, event.by_id) == (draft.pk, cast.coordinator.pk)
    assert event.facts == {"n_activities": 8, "n_questions": 9}


def test_a_simulated_partnership_has_simulated_promises(cast: Cast) -> None:
    cast.partnership.is_simulated = True
    cast.partnership.save()

    assert keep(cast).is_simulated


@pytest.mark.django_db
def test_kinds_are_installed_once_however_often() -> None:
    n_kinds = actions.install_kinds()
    KindOfWork.objects.filter(code="foot-patrol").update(name="något annat")
    keys = set(Quantity.objects.values_list("pk", flat=True))

    actions.install_kinds()

    assert KindOfWork.objects.count() == n_kinds
    assert KindOfWork.objects.get(code="foot-patrol").name == "Fotpatrull"
    assert set(Quantity.objects.values_list("pk", flat=True)) == keys
    first_time = Quantity.objects.get(code="first-time")
    assert first_time.is_persons
    assert first_time.part_of is not None
    assert first_time.part_of.code == "offences"
