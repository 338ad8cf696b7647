"""An answer says who and when, does what it means, and can be given anew while the promise is a draft."""

from decimal import Decimal

import pytest

from lofte.promises import actions
from lofte.promises.models import Promise, Question, Target
from lofte.promises.rules import NO_ORGANISATION, NO_SET
from tests.cast import Cast
from tests.promises.reading import AT, TODAY


def settle(cast: Cast, question: Question, answer: str) -> Question:
    return actions.settle(question=question, answer=answer, by=cast.coordinator, on=TODAY, at=AT)


def only(draft: Promise, code: str) -> Question:
    return draft.questions.filter(code=code).order_by("position")[0]


def fresh(question: Question) -> Target:
    return Target.objects.get(pk=question.facts["targets"][0])


def test_who_settled_it_and_when_is_written(draft: Promise, cast: Cast) -> None:
    question = settle(cast, only(draft, "each_or_together"), "  800 i varje\n område ")

    question.refresh_from_db()
    assert question.answer == "800 i varje område"
    assert (question.settled_by, question.settled_by_name, question.settled_on) == (
        cast.coordinator,
        "Kim Samordnare",
        TODAY,
    )


@pytest.mark.parametrize(
    ("code", "answer", "change"),
    [
        ("each_or_together", "800 i varje område", ("each_place", True)),
        ("each_or_together", "800 i områdena tillsammans", ("each_place", False)),
        ("per_year_or_whole_period", "Varje år", ("per", "year")),
        ("per_year_or_whole_period", "Hela perioden sammanlagt", ("per", "period")),
        ("exactly_or_at_least", "Minst 200", ("comparator", ">=")),
        ("exactly_or_at_least", "Precis 200", ("comparator", "=")),
        ("length_or_minimum", "Minst 20 minuter, kortare räknas inte", ("minimum_minutes", 20)),
        ("length_or_minimum", "Ungefär 20 minuter, alla räknas", ("minimum_minutes", None)),
        ("counted_when", "När ärendet påbörjas", ("counted_state", "begun")),
        ("counted_when", "När ärendet avslutas", ("counted_state", "closed")),
    ],
)
def test_an_answer_changes_the_target(
    draft: Promise, cast: Cast, code: str, answer: str, change: tuple[str, object]
) -> None:
    question = settle(cast, only(draft, code), answer)

    assert getattr(fresh(question), change[0]) == change[1]


def test_an_answer_about_the_whole_promise_changes_every_number(draft: Promise, cast: Cast) -> None:
    question = settle(cast, only(draft, "per_year_or_whole_period"), "Varje år")

    pers = Target.objects.filter(pk__in=question.facts["targets"]).values_list("per", flat=True)
    assert list(pers) == ["year"] * 4


def test_a_share_can_be_of_the_offences_or_of_the_persons(draft: Promise, cast: Cast) -> None:
    question = only(draft, "share_of_what")

    of_persons = fresh(settle(cast, question, "Av de misstänkta personerna")).whole
    of_offences = fresh(settle(cast, question, "Av brotten")).whole

    assert of_persons is not None
    assert of_persons.code == "persons"
    assert of_offences is not None
    assert of_offences.code == "offences"


def test_a_length_as_a_unit_becomes_hours_and_can_be_taken_back(draft: Promise, cast: Cast) -> None:
    question = only(draft, "length_or_minimum")

    as_hours = fresh(settle(cast, question, "Mått: längre tid räknas som flera"))
    again = fresh(settle(cast, question, "Minsta tid: en kortare inte alls"))

    assert (as_hours.kind, as_hours.value, as_hours.minimum_minutes) == ("hours", Decimal("66.67"), None)
    assert (again.kind, again.value, again.minimum_minutes) == ("count", Decimal(200), 20)


def test_an_answer_in_ones_own_words_is_kept_and_changes_nothing(draft: Promise, cast: Cast) -> None:
    question = settle(cast, only(draft, "each_or_together"), "Parterna menade olika saker")

    assert fresh(question).each_place is None
    assert question.settled_on == TODAY


def test_an_unknown_place_is_mapped_to_a_set_and_mapped_anew(draft: Promise, cast: Cast) -> None:
    question = only(draft, "which_place")
    target = Target.objects.get(kind="milestone")

    settle(cast, question, "södra")
    first = [one.area_set for one in target.places.all()]
    settle(cast, question, "Norra")
    target.refresh_from_db()

    assert first == [cast.south]
    assert [one.area_set for one in target.places.all()] == [cast.north]
    assert target.unmatched_places == []


def test_a_place_that_needs_no_set_is_let_go(draft: Promise, cast: Cast) -> None:
    settle(cast, only(draft, "which_place"), NO_SET)

    target = Target.objects.get(kind="milestone")
    assert target.unmatched_places == []
    assert not target.places.exists()


def test_who_answers_for_an_activity_is_written_on_it(draft: Promise, cast: Cast) -> None:
    question = only(draft, "who")
    assert question.activity is not None

    settle(cast, question, "Polisen och kommunen")
    both = {one.organisation for one in question.activity.parties.all()}
    settle(cast, question, "Lillbo")
    one = {row.organisation for row in question.activity.parties.all()}

    assert both == {cast.police, cast.municipality}
    assert one == {cast.housing}


@pytest.mark.parametrize("then", [NO_ORGANISATION, "De frivilliga"])
def test_nobody_after_somebody_leaves_nobody_and_a_helper_helps_again(
    draft: Promise, cast: Cast, then: str
) -> None:
    question = only(draft, "who")
    assert question.activity is not None
    question.activity.parties.create(organisation=cast.police, part="contributing")

    settle(cast, question, "Polisen och kommunen")
    settle(cast, question, then)

    parties = [(row.organisation, row.part) for row in question.activity.parties.all()]
    assert parties == [(cast.police, "contributing")]


def test_who_became_a_party_by_an_answer_goes_with_it(draft: Promise, cast: Cast) -> None:
    question = Question.objects.create(promise=draft, code="which_party", text="Vem är föreningen?")
    before = set(draft.parties.values_list("organisation", flat=True))

    settle(cast, question, "Lillbo")
    with_it = set(draft.parties.values_list("organisation", flat=True))
    settle(cast, question, "Polisen Lillköping")
    settle(cast, question, NO_ORGANISATION)

    assert with_it == before | {cast.housing.pk}
    assert set(draft.parties.values_list("organisation", flat=True)) == before


def test_the_time_of_a_promise_can_be_answered(draft: Promise, cast: Cast) -> None:
    question = Question.objects.create(promise=draft, code="which_period", text="Vilken tid?")

    settle(cast, question, "2027")

    draft.refresh_from_db()
    assert (draft.slug, draft.starts.year, draft.ends.year) == ("2027", 2027, 2028)
    settle(cast, question, "Innevarande år")
    draft.refresh_from_db()
    assert draft.slug == "2026"


def test_a_number_is_written_into_no_words_and_no_span(draft: Promise, cast: Cast) -> None:
    words, span = Target.objects.get(kind="qualitative"), Target.objects.get(value=800)
    span.comparator, span.upper = "between", Decimal(900)
    span.save()
    question = Question.objects.create(
        promise=draft, code="which_number", text="Vilket tal?", facts={"targets": [words.pk, span.pk]}
    )

    settle(cast, question, "1 200")

    words, span = Target.objects.get(pk=words.pk), Target.objects.get(pk=span.pk)
    assert words.value is None
    assert (span.comparator, span.value, span.upper) == ("=", Decimal(1200), None)


def test_an_answer_makes_its_activity_to_be_read_again(draft: Promise, cast: Cast) -> None:
    question = only(draft, "each_or_together")
    assert question.activity is not None
    actions.confirm_activity(activity=question.activity, by=cast.coordinator, at=AT)

    settle(cast, question, "800 i varje område")

    question.activity.refresh_from_db()
    assert question.activity.confirmed_at is None


def test_an_empty_answer_is_none(draft: Promise, cast: Cast) -> None:
    with pytest.raises(actions.EmptyAnswer):
        settle(cast, only(draft, "each_or_together"), "   ")


def test_nothing_is_settled_after_adoption(ready: Promise, cast: Cast) -> None:
    actions.adopt(promise=ready, adopted_on=TODAY, by=cast.coordinator, at=AT)

    with pytest.raises(actions.AlreadyAdopted):
        settle(cast, only(ready, "each_or_together"), "800 i områdena tillsammans")
