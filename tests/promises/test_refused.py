"""Every refusal of a form leaves one line of codes in the log, and nothing that anybody typed."""

from typing import Any

import pytest
from django.test import Client

from lofte.promises.models import Promise, Target
from tests.cast import Cast
from tests.promises.asking import HERE, post, signed_in

PHONE = "070-174 06 05"
NOT_TOLD = ("070", "Bo Bosson", "@", "example.org", "Lillk", "Kim")


@pytest.fixture
def desk(client: Client, draft: Promise, cast: Cast, caplog: pytest.LogCaptureFixture) -> Client:
    caplog.set_level("INFO")
    return signed_in(client, cast.coordinator)


FORMS: list[tuple[str, str, dict[str, Any], str]] = [
    (
        "add-activity",
        "Aktivitet",
        {"title": "Ny", "text": f"Ring Bo Bosson {PHONE}"},
        "ActivityForm: text:phone",
    ),
    ("frame rubrik", "Syfte", {"title": "L", "purpose": PHONE}, "purpose:phone"),
    ("frame rubrik", "Hur vi kom", {"title": "L", "grounds": "bo@example.org"}, "grounds:email"),
    ("frame punkter", "Löfte 1", {"text_0": f"Ring {PHONE}"}, "PointsForm: text_0:phone"),
    ("frame punkter", "Varför", {"text_0": "Lugnt", "reasons_0": PHONE}, "PointsForm: reasons_0:phone"),
    ("frame fokus", "Fokusområden", {"titles": f"Trygghet\n{PHONE}"}, "FocusForm: titles:phone"),
    ("frame underskrifter", "Befattning", {"name_0": "Bo Bosson", "title_0": PHONE}, "title_0:phone"),
    ("settle", "Eget svar", {"answer": "__other", "own_words": PHONE}, "AnswerForm: own_words:phone"),
    ("add-target", "Tecken", {"kind": "qualitative", "sign": PHONE}, "TargetForm: sign:phone"),
    ("prioritise", "Beslut", {"decision": PHONE}, "decision:phone"),
    ("make-area-set", "Namn", {"name": PHONE}, "name:phone"),
]


@pytest.mark.parametrize("form", FORMS)
def test_free_text_that_points_at_a_person_is_refused_by_its_fields_name(
    desk: Client, draft: Promise, caplog: pytest.LogCaptureFixture, form: tuple[str, str, dict[str, Any], str]
) -> None:
    name, field, values, line = form
    view, _, part = name.partition(" ")
    places: dict[str, list[Any]] = {
        "add-activity": [draft.pk],
        "frame": [draft.pk, part],
        "settle": [draft.pk, draft.questions.order_by("pk")[0].pk],
        "add-target": [draft.pk, draft.activities.order_by("pk")[0].pk],
    }

    text = post(desk, view, places.get(view, HERE), **values).content.decode()

    said = [record.getMessage() for record in caplog.records]
    assert "innehåller e" in text
    assert f"”{field}" in text
    assert len(said) == 1
    assert said[0].startswith("form refused: ")
    assert line in said[0]
    assert not any(word in caplog.text for word in NOT_TOLD)


def test_an_office_holder_signs_with_name_and_title(desk: Client, draft: Promise) -> None:
    answer = post(
        desk,
        "frame",
        [draft.pk, "underskrifter"],
        name_0="Bo Bosson",
        title_0="Kommundirektör",
        signed_at="Lillköping",
    )

    assert answer.status_code == 302
    assert draft.signatures.get().name == "Bo Bosson"


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"value": "-1"}, "value:min_value"),
        ({"value": "9999999"}, "value:max_value"),
        ({"value": "1000000000000"}, "value:max_value"),
        ({"value": "1.000"}, "value:max_decimal_places"),
        ({"value": "0", "comparator": ">="}, "value:nought"),
        ({"places": [0]}, "places:invalid_choice"),
        ({"starts": "2019-01-01"}, "starts:wrong"),
    ],
)
def test_bad_values_and_unknown_areas_are_told_by_their_codes(
    desk: Client, draft: Promise, caplog: pytest.LogCaptureFixture, values: dict[str, Any], line: str
) -> None:
    activity = draft.activities.order_by("pk")[0]
    n_before = Target.objects.count()

    post(desk, "add-target", [draft.pk, activity.pk], kind="count", **values)

    assert [record.getMessage() for record in caplog.records] == [f"form refused: TargetForm: {line}"]
    assert Target.objects.count() == n_before


def test_wrong_roles_and_foreign_partnerships_are_told_by_their_codes(
    client: Client, draft: Promise, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    post(signed_in(client, cast.officer), "discard", [draft.pk])
    post(signed_in(client, cast.outsider), "discard", [draft.pk])

    assert [record.getMessage() for record in caplog.records if record.name.startswith("lofte")] == [
        "access refused: prepare is missing everywhere",
        f"access refused: promise {draft.pk} is not seen",
    ]
    assert not any(word in caplog.text for word in NOT_TOLD)


def test_a_key_larger_than_any_is_a_bad_request(desk: Client, draft: Promise) -> None:
    answer = post(desk, "add-activity", [draft.pk], title="Ny", text="Ny.", responsible=["9" * 40])

    assert answer.status_code in {200, 400}  # PostgreSQL compares numbers of any length
    assert not draft.activities.filter(title="Ny").exists()
