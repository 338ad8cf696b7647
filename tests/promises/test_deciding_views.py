"""Questions, frame and adoption on the page, and what a second press does."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lofte.places.models import AreaSet
from lofte.promises import queries
from lofte.promises.models import Activity, Promise, Question, Target
from tests.cast import Cast
from tests.promises.asking import page, post, signed_in
from tests.promises.reading import TODAY


@pytest.fixture
def desk(client: Client, draft: Promise, cast: Cast) -> Client:
    return signed_in(client, cast.coordinator)


def first(draft: Promise) -> Activity:
    return draft.activities.order_by("position")[0]


def activity_words(**more: Any) -> dict[str, Any]:
    return {"title": "Ny aktivitet", "text": "Polisen ska göra något nytt."} | more


def target_words(**more: Any) -> dict[str, Any]:
    return {"kind": "count", "comparator": ">=", "value": "12"} | more


def test_an_answer_is_written_with_who_and_when(desk: Client, draft: Promise, cast: Cast) -> None:
    question = draft.questions.get(code="each_or_together")

    answer = post(desk, "settle", [draft.pk, question.pk], answer="800 i varje område")

    question.refresh_from_db()
    assert answer.headers["Location"].endswith("#fragor")
    assert (question.settled_by, question.settled_on) == (cast.coordinator, TODAY)
    assert "Avgjort av Kim Samordnare" in page(desk, "promise", [draft.pk])


def test_ones_own_words_are_an_answer_and_must_be_written(desk: Client, draft: Promise) -> None:
    question = draft.questions.get(code="each_or_together")

    empty = post(desk, "settle", [draft.pk, question.pk], answer="__other", own_words=" ")
    post(desk, "settle", [draft.pk, question.pk], answer="__other", own_words="Det avgör KS i maj")

    question.refresh_from_db()
    assert "Skriv svaret med egna ord." in empty.content.decode()
    assert question.answer == "Det avgör KS i maj"


@pytest.mark.parametrize(
    ("code", "own", "said"),
    [
        ("which_period", "hösten 2026", ""),
        ("which_period", "i höst", "Svaret måste vara en tid"),
        ("which_period", "2011-01-01 till 9999-12-31", "Svaret måste vara en tid"),
        ("which_period", "2000-2099", "Svaret måste vara en tid"),
        ("which_number", "1000000000000000", "Skriv ett enda tal"),
        ("which_number", "-5", "Skriv ett enda tal"),
        ("which_number", "12 eller 13", "Skriv ett enda tal"),
        ("which_number", "1 200", ""),
        ("which_place", "Atlantis", "inget område med det namnet"),
        ("which_place", "NORRA", ""),
    ],
)
def test_ones_own_words_about_a_time_a_number_or_an_area_must_be_one(
    desk: Client, draft: Promise, code: str, own: str, said: str
) -> None:
    target = draft.activities.order_by("position")[0].targets.get()
    question = Question.objects.create(
        promise=draft,
        code=code,
        text="Vad menas?",
        target=target,
        facts={"targets": [target.pk], "name": "X"},
    )

    answer = post(desk, "settle", [draft.pk, question.pk], answer="__other", own_words=own)

    text = answer.content.decode()
    question.refresh_from_db()
    assert (said in text, answer.status_code) == (True, 200 if said else 302)
    assert (question.settled_on is None) == bool(said)
    if said:
        assert f'value="{own}"' in text
    assert page(desk, "promise", [draft.pk])


def test_another_period_is_no_answer_in_itself(desk: Client, draft: Promise) -> None:
    options = ["Innevarande år", "En annan period", "Sista dagen i månaden"]
    Question.objects.create(promise=draft, code="which_period", text="Vilken tid?", options=options)

    text = page(desk, "promise", [draft.pk])

    assert "Innevarande år" in text
    assert not any(one in text for one in options[1:])


def test_a_question_about_who_offers_the_parties_that_everyday_words_do_not_stand_for(
    desk: Client, draft: Promise, cast: Cast
) -> None:
    question = draft.questions.get(code="who")
    question.options = ["Polisen", "Kommunen", "Någon annan"]

    offered = queries.answers_to(question, [], queries.members(cast.partnership.pk))

    assert offered == ["Polisen", "Kommunen", "Lillbo", "Ingen i samverkan"]


def test_an_answer_that_was_not_offered_is_refused(desk: Client, draft: Promise) -> None:
    question = draft.questions.get(code="each_or_together")

    text = post(desk, "settle", [draft.pk, question.pk], answer="Något annat").content.decode()

    assert "Det här" in text or "giltigt" in text
    question.refresh_from_db()
    assert question.answer == ""


def test_one_answer_can_stand_for_questions_of_the_same_kind(desk: Client, draft: Promise) -> None:
    options = ["Minst", "Precis"]
    draft.questions.filter(code="exactly_or_at_least").update(options=options)
    question = draft.questions.filter(code="exactly_or_at_least")[0]

    assert "Samma svar på 1 annan fråga av samma slag" in page(desk, "promise", [draft.pk])
    post(desk, "settle", [draft.pk, question.pk], answer="Minst", alike="on")

    answers = draft.questions.filter(code="exactly_or_at_least").values_list("answer", flat=True)
    assert list(answers) == ["Minst", "Minst"]
    assert not Target.objects.filter(kind="count", comparator="=").exists()


def test_a_question_about_a_place_offers_the_sets_there_are_now(
    desk: Client, draft: Promise, cast: Cast
) -> None:
    AreaSet.objects.create(
        partnership=cast.partnership, slug="akroken", name="Åkroken", search_key="åkroken", sort_key="x"
    )
    question = draft.questions.get(code="which_place")

    post(desk, "settle", [draft.pk, question.pk], answer="Åkroken")

    assert [one.area_set.slug for one in Target.objects.get(kind="milestone").places.all()] == ["akroken"]


def test_the_frame_is_written_part_by_part(desk: Client, draft: Promise, cast: Cast) -> None:
    post(desk, "frame", [draft.pk, "parter"], parties=[cast.police.pk])
    post(desk, "frame", [draft.pk, "fokus"], titles="Trafik\n\n  Droger ")
    post(desk, "frame", [draft.pk, "punkter"], text_0="Lugnare kvällar", reasons_0="", text_1="Och nätter")
    post(
        desk,
        "frame",
        [draft.pk, "rubrik"],
        title="Nytt namn",
        starts="2027-01-01",
        last_day="2027-12-31",
        rhythm="year",
        channels="polisen.se\nlillkoping.se",
    )
    post(
        desk,
        "frame",
        [draft.pk, "underskrifter"],
        signed_on="2026-11-02",
        signed_at="Lillköping",
        name_0="Mo Direktör",
        title_0="kommundirektör",
        organisation_0=cast.municipality.pk,
    )

    draft.refresh_from_db()
    assert [one.organisation for one in draft.parties.all()] == [cast.police]
    assert [one.title for one in draft.focus_areas.order_by("position")] == ["Trafik", "Droger"]
    assert [one.text for one in draft.points.order_by("position")] == ["Lugnare kvällar", "Och nätter"]
    assert (draft.slug, draft.title, draft.rhythm, draft.channels) == (
        "2027",
        "Nytt namn",
        "year",
        ["polisen.se", "lillkoping.se"],
    )
    assert draft.signatures.get().organisation == cast.municipality


@pytest.mark.parametrize(
    ("part", "values", "said"),
    [
        ("rubrik", {"title": "", "starts": "", "last_day": "", "rhythm": "ibland"}, "Skriv en rubrik."),
        ("parter", {}, "Välj minst en part."),
        ("fokus", {"titles": "x" * 201}, "Högst 40 rader"),
        ("punkter", {"text_0": "x" * 2001}, "2000"),
        ("underskrifter", {"title_0": "chef"}, "Skriv namnet på den som undertecknat"),
    ],
)
def test_a_wrong_frame_is_told_and_not_written(
    desk: Client, draft: Promise, part: str, values: dict[str, str], said: str
) -> None:
    answer = post(desk, "frame", [draft.pk, part], **values)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.title, draft.parties.count(), draft.points.count()) == (
        "Medborgarlöfte 2026-2027 för Lillköping",
        2,
        1,
    )


@pytest.mark.parametrize(
    "change",
    [
        ("rubrik", {"channels": "polisen.se\n" * 41}, "Högst 40 rader"),
        ("punkter", {"reasons_2": "Många är oroliga."}, "Skriv vad som lovas, eller töm båda rutorna."),
        ("underskrifter", {"organisation_2": "police"}, "Skriv namnet på den som undertecknat"),
        ("underskrifter", {"signed_on": "2026-11-21"}, "Dagen har inte kommit än."),
    ],
)
def test_nothing_written_in_the_frame_is_dropped_without_a_word(
    desk: Client, draft: Promise, cast: Cast, change: tuple[str, dict[str, Any], str]
) -> None:
    part, values, said = change
    whole = {"title": "Ett löfte", "starts": "2026-01-01", "last_day": "2026-12-31", "rhythm": "tertial"}
    sent = {name: cast.police.pk if value == "police" else value for name, value in values.items()}

    answer = post(desk, "frame", [draft.pk, part], **whole, **sent)

    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_programme_that_is_not_in_the_list_is_written_with_its_years(
    desk: Client, draft: Promise, cast: Cast
) -> None:
    values = {"title": "L", "starts": "2026-01-01", "last_day": "2026-12-31", "rhythm": "tertial"}
    expired = "Ange det program eller avtal som gäller nu."
    assert expired in page(desk, "promise", [draft.pk])

    for _ in range(2):
        post(
            desk,
            "frame",
            [draft.pk, "rubrik"],
            **values,
            other_programme="Handlingsprogram för trygghet 2025–2028",
            other_agreement="Överenskommelse om samverkan från 2024",
        )

    draft.refresh_from_db()
    assert draft.programme is not None
    assert draft.agreement is not None
    assert (str(draft.programme.starts), str(draft.programme.ends)) == ("2025-01-01", "2029-01-01")
    assert (str(draft.agreement.starts), draft.agreement.ends) == ("2024-01-01", None)
    assert cast.partnership.programmes.filter(name=draft.programme.name).count() == 1
    assert expired not in page(desk, "promise", [draft.pk])


def test_adoption_says_everything_that_is_left_and_where_to_mend_it(desk: Client, draft: Promise) -> None:
    text = post(desk, "adopt", [draft.pk], adopted_on="2026-11-20").content.decode()

    assert "Löftet går inte att anta än" in text
    assert f'href="/intern/loften/{draft.pk}/#a{first(draft).pk}"' in text
    assert f'href="/intern/loften/{draft.pk}/#q{draft.questions.order_by("pk")[0].pk}"' in text
    draft.refresh_from_db()
    assert not draft.is_adopted


def test_a_ready_draft_is_adopted_once(client: Client, ready: Promise, cast: Cast) -> None:
    signed_in(client, cast.coordinator)
    once = str(uuid4())

    assert "Inget är kvar" in page(client, "promise", [ready.pk])
    late = post(client, "adopt", [ready.pk], adopted_on="2026-11-21")
    answers = [post(client, "adopt", [ready.pk], once=once, adopted_on="2026-11-20") for _ in range(2)]

    ready.refresh_from_db()
    assert "Dagen har inte kommit än." in late.content.decode()
    assert ready.adopted_on == TODAY
    assert [answer.headers["Location"] for answer in answers] == [f"/intern/loften/{ready.pk}/"] * 2


def test_a_draft_is_thrown_away_once_and_only_after_a_question(desk: Client, draft: Promise) -> None:
    once = str(uuid4())

    assert "Det går inte att ångra." in page(desk, "discard", [draft.pk])
    answers = [post(desk, "discard", [draft.pk], once=once) for _ in range(2)]

    assert not Promise.objects.exists()
    assert [answer.headers["Location"] for answer in answers] == ["/intern/loften/"] * 2


def adopt_on(client: Client, promise: Promise, day: str) -> str:
    return post(client, "adopt", [promise.pk], adopted_on=day).content.decode()


def test_adoption_shows_what_is_adopted_that_it_is_published_and_what_could_be_sharper(
    client: Client, ready: Promise, cast: Cast
) -> None:
    text = page(signed_in(client, cast.coordinator), "adopt", [ready.pk])

    assert "Löftet publiceras när du antar det" in text
    assert f"/lillkoping/loften/{ready.slug}/" in text
    for activity in ready.activities.all():
        assert activity.title in text
    assert "går att skärpa först" in text
    assert "Det finns redan ett antaget löfte för samma tid" not in text


def test_adoption_warns_of_another_promise_for_the_same_time(
    client: Client, ready: Promise, cast: Cast
) -> None:
    Promise.objects.create(
        partnership=cast.partnership,
        slug="annat",
        title="Det första löftet",
        starts=ready.starts,
        ends=ready.ends,
        adopted_on=ready.starts,
        adopted_by=cast.coordinator,
    )

    text = page(signed_in(client, cast.coordinator), "adopt", [ready.pk])

    assert "Det finns redan ett antaget löfte för samma tid: ”Det första löftet”." in text


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2019-01-01", "Ett löfte antas tidigast ett år innan det börjar"),
        ("2026-11-21", "Dagen har inte kommit än."),
        ("nyss", "Skriv dagen som 2026-03-31."),
    ],
)
def test_a_day_on_which_it_cannot_have_been_adopted_is_refused(
    client: Client, ready: Promise, cast: Cast, day: str, said: str
) -> None:
    text = adopt_on(signed_in(client, cast.coordinator), ready, day)

    ready.refresh_from_db()
    assert said in text
    assert ready.adopted_on is None


def test_the_day_of_the_signatures_is_offered(client: Client, ready: Promise, cast: Cast) -> None:
    Promise.objects.filter(pk=ready.pk).update(signed_on="2026-01-15")

    assert 'value="2026-01-15"' in page(signed_in(client, cast.coordinator), "adopt", [ready.pk])


def test_two_questions_in_the_same_words_quote_what_each_is_about(
    client: Client, draft: Promise, cast: Cast
) -> None:
    text = page(signed_in(client, cast.coordinator), "promise", [draft.pk])
    numbers = [f"Fråga {n}" for n in range(1, draft.questions.count() + 1)]

    assert all(number in text for number in numbers)
    assert 'aria-label="Till fråga 1">?1</a>' in text
