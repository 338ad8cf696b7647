"""The two documents that Löfte began with, received, settled and adopted."""

from pathlib import Path

from lofte.accounts.models import Organisation
from lofte.promises import actions, queries
from lofte.promises.models import Promise, Question
from lofte.promises.rules import NO_SET
from lofte.promises.sentences import describe_target
from tests.cast import Cast
from tests.promises.reading import AT, TODAY
from tests.promises.test_matching import add_set

PLACES = ("Råslätt", "Öxnehaga", "Österängen", "Ekhagen", "Huskvarna", "övriga Jönköpings kommun")


def known(cast: Cast) -> None:
    """Let the partnership know the document's parties and places."""
    actions.install_kinds()
    Organisation.objects.filter(pk=cast.police.pk).update(name="Lokalpolisområde Södra Vätterbygden")
    Organisation.objects.filter(pk=cast.municipality.pk).update(name="Jönköpings kommun")
    Organisation.objects.filter(pk=cast.housing.pk).update(name="Vätterhem", short_name="Vätterhem")
    for name in PLACES:
        add_set(cast, name)


def receive(cast: Cast, path: Path) -> Promise:
    """Receive a document in a partnership that knows its parties and places."""
    known(cast)
    return actions.receive_document(
        partnership=cast.partnership, name=path.name, data=path.read_bytes(), by=cast.coordinator, at=AT
    )


def settle_all(cast: Cast, promise: Promise) -> None:
    """Answer as a coordinator might: the first answer, the municipality, no set for a mere spot."""
    for question in promise.questions.order_by("position"):
        actions.settle(question=question, answer=_answer(question), by=cast.coordinator, on=TODAY, at=AT)
    for activity in promise.activities.order_by("position"):
        actions.confirm_activity(activity=activity, by=cast.coordinator, at=AT)


def _answer(question: Question) -> str:
    known = {"which_place": NO_SET, "who": "Kommunen"}
    return known.get(question.code) or question.options[0]


def test_the_seed_of_2021_becomes_one_headline_and_twelve_activities(cast: Cast, seeds: Path) -> None:
    promise = receive(cast, next(seeds.glob("001_*")))

    assert (promise.slug, promise.points.count(), promise.activities.count()) == ("2021-2022", 1, 12)
    assert {one.organisation for one in promise.parties.all()} == {cast.police, cast.municipality}
    assert {one.code for one in promise.questions.all()} >= {
        "per_year_or_whole_period",
        "each_or_together",
        "length_or_minimum",
        "exactly_or_at_least",
        "share_of_what",
        "counted_when",
    }
    assert not promise.questions.filter(code="which_place").exists()


def test_the_seed_of_2021_is_adopted_when_its_questions_are_settled(cast: Cast, seeds: Path) -> None:
    promise = receive(cast, next(seeds.glob("001_*")))
    settle_all(cast, promise)

    actions.adopt(promise=promise, adopted_on=promise.starts, by=cast.coordinator, at=AT)

    whole = queries.whole_promise(promise.pk)
    patrol = whole.activities.all()[0].targets.all()[0]
    assert describe_target(queries.facts_of(patrol, whole), "sv") == (
        "Minst 800 fotpatruller om året under 2021–2022, "
        "i vart och ett av Råslätt, Öxnehaga, Österängen och Ekhagen."
    )
    codes = [
        target.kind_of_work.code
        for activity in whole.activities.all()
        for target in activity.targets.all()
        if target.kind_of_work and target.kind != "qualitative"
    ]
    assert codes == [
        "foot-patrol",
        "traffic-control",
        *["drug-offence"] * 4,
        "picture-shared",
        "picture-shared",
        "measures-decided",
        "ssg-meeting",
        "bos-meeting",
        "sig-case",
    ]


def test_the_seed_of_2019_has_no_number_and_knows_what_it_extends(cast: Cast, seeds: Path) -> None:
    promise = receive(cast, next(seeds.glob("000_*")))

    assert (promise.slug, promise.points.count(), promise.activities.count()) == ("2019", 2, 11)
    assert "2018" in promise.extends_text
    assert promise.focus_areas.count() == 8
    assert promise.signatures.count() == 2
    assert not promise.activities.exclude(targets__value=None).exists()
    assert promise.programme is not None
    assert promise.programme.ends is not None
    assert promise.programme.ends <= promise.starts
