"""A draft is changed piece by piece; what comes from elsewhere, or too late, is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lofte.accounts.models import Organisation
from lofte.base.models import AuditEvent
from lofte.places.models import AreaSet
from lofte.promises import actions
from lofte.promises.actions import ActivityWords, Heading, Signed, TargetTerms
from lofte.promises.models import Activity, KindOfWork, Promise, Quantity, SourceDocument, Target
from tests.cast import Cast
from tests.promises.reading import AT, TODAY


@pytest.fixture
def blank(cast: Cast) -> Promise:
    actions.install_kinds()
    return actions.new_promise(
        partnership=cast.partnership,
        title="Medborgarlöfte 2027",
        starts=date(2027, 1, 1),
        ends=date(2028, 1, 1),
        parties=[cast.police, cast.municipality],
        by=cast.coordinator,
        at=AT,
    )


def add(promise: Promise, cast: Cast, title: str, **more: object) -> Activity:
    words = ActivityWords(title=title, text=f"{title} ska göras.", **more)  # type: ignore[arg-type]
    return actions.add_activity(promise=promise, words=words, by=cast.coordinator, at=AT)


def terms(**more: object) -> TargetTerms:
    known: dict[str, object] = {"kind": "count", "comparator": ">=", "value": Decimal(12)}
    return TargetTerms(**(known | more))  # type: ignore[arg-type]


def titles(promise: Promise) -> list[str]:
    return list(promise.activities.order_by("position").values_list("title", flat=True))


def stranger() -> Organisation:
    return Organisation.objects.get(slug="storkopings-kommun")


def foreign_set(cast: Cast) -> AreaSet:
    return AreaSet.objects.create(
        partnership=cast.other_partnership, slug="x", name="X", search_key="x", sort_key="x"
    )


def test_a_promise_written_from_nothing_begins_with_its_parties(blank: Promise, cast: Cast) -> None:
    assert blank.slug == "2027"
    assert [one.organisation for one in blank.parties.order_by("position")] == [
        cast.police,
        cast.municipality,
    ]
    assert blank.document is None


def test_a_promise_does_not_end_before_it_begins(cast: Cast) -> None:
    with pytest.raises(actions.BackwardsPeriod):
        actions.new_promise(
            partnership=cast.partnership,
            title="Bakvänt",
            starts=date(2027, 1, 1),
            ends=date(2027, 1, 1),
            parties=[cast.police],
            by=cast.coordinator,
            at=AT,
        )


def test_a_party_from_outside_is_refused(blank: Promise, cast: Cast) -> None:
    with pytest.raises(actions.ForeignOrganisation):
        actions.set_parties(promise=blank, organisations=[stranger()], by=cast.coordinator, at=AT)
    assert blank.parties.count() == 2


def test_the_heading_carries_the_address_with_it(blank: Promise, cast: Cast) -> None:
    heading = Heading(
        title="Nytt", starts=date(2027, 1, 1), ends=date(2029, 1, 1), channels=("polisen.se",), purpose="Lugn"
    )

    changed = actions.change_heading(promise=blank, heading=heading, by=cast.coordinator, at=AT)

    assert (changed.slug, changed.title, changed.channels, changed.purpose) == (
        "2027-2028",
        "Nytt",
        ["polisen.se"],
        "Lugn",
    )
    with pytest.raises(actions.BackwardsPeriod):
        actions.change_heading(
            promise=blank, heading=replace(heading, ends=date(2026, 1, 1)), by=cast.coordinator, at=AT
        )


def test_headlines_keep_their_activities_when_reworded(draft: Promise, cast: Cast) -> None:
    point = draft.points.get()

    actions.set_points(
        promise=draft,
        points=[(None, "En ny", ""), (point.pk, "Ännu tryggare kvällar", "Därför")],
        by=cast.coordinator,
        at=AT,
    )

    assert [one.text for one in draft.points.order_by("position")] == ["En ny", "Ännu tryggare kvällar"]
    assert point.activities.count() == 8


def test_the_only_headline_gathers_loose_activities(blank: Promise, cast: Cast) -> None:
    activity = add(blank, cast, "Fotpatrull")

    actions.set_points(promise=blank, points=[(None, "Lugnare kvällar", "")], by=cast.coordinator, at=AT)

    activity.refresh_from_db()
    assert activity.point == blank.points.get()


def test_focus_areas_and_signatures_are_written_in_order(blank: Promise, cast: Cast) -> None:
    actions.set_focus_areas(promise=blank, titles=["Trafik", "Droger"], by=cast.coordinator, at=AT)
    actions.set_signatures(
        promise=blank,
        signed=[Signed("Mo Direktör", "kommundirektör", cast.municipality), Signed("Lia", "chef")],
        signed_on=TODAY,
        signed_at="Lillköping",
        by=cast.coordinator,
        at=AT,
    )

    blank.refresh_from_db()
    assert [one.title for one in blank.focus_areas.order_by("position")] == ["Trafik", "Droger"]
    assert [one.name for one in blank.signatures.order_by("position")] == ["Mo Direktör", "Lia"]
    assert (blank.signed_on, blank.signed_at) == (TODAY, "Lillköping")


def test_activities_are_added_last_and_moved_step_by_step(blank: Promise, cast: Cast) -> None:
    first, second = add(blank, cast, "Ett"), add(blank, cast, "Två")
    add(blank, cast, "Tre")

    actions.move_activity(activity=second, step=-1, by=cast.coordinator, at=AT)
    assert titles(blank) == ["Två", "Ett", "Tre"]
    actions.move_activity(activity=second, step=-1, by=cast.coordinator, at=AT)
    assert titles(blank) == ["Två", "Ett", "Tre"]
    actions.move_activity(activity=first, step=1, by=cast.coordinator, at=AT)
    assert titles(blank) == ["Två", "Tre", "Ett"]


def test_a_changed_activity_is_to_be_confirmed_again(blank: Promise, cast: Cast) -> None:
    activity = add(blank, cast, "Fotpatrull", responsible=(cast.police,))
    actions.confirm_activity(activity=activity, by=cast.coordinator, at=AT)

    words = ActivityWords(
        "Patrull", "Polisen går.", responsible=(cast.housing,), contributing=(cast.housing, cast.police)
    )
    actions.change_activity(activity=activity, words=words, by=cast.coordinator, at=AT)

    activity.refresh_from_db()
    assert activity.confirmed_at is None
    assert {(one.organisation, one.part) for one in activity.parties.all()} == {
        (cast.housing, "responsible"),
        (cast.police, "contributing"),
    }


def test_an_activity_takes_no_party_and_no_headline_from_outside(
    blank: Promise, draft: Promise, cast: Cast
) -> None:
    with pytest.raises(actions.ForeignOrganisation):
        add(blank, cast, "Främmande", responsible=(stranger(),))
    with pytest.raises(actions.ForeignPoint):
        add(blank, cast, "Främmande", point=draft.points.get())
    assert not blank.activities.exists()


def test_a_target_is_written_with_its_places_and_recipients(blank: Promise, cast: Cast) -> None:
    activity = add(blank, cast, "Fotpatrull")
    patrol = KindOfWork.objects.get(code="foot-patrol")

    target = actions.add_target(
        activity=activity,
        terms=terms(
            kind_of_work=patrol, places=(cast.south, cast.north), each_place=True, recipients=(cast.housing,)
        ),
        by=cast.coordinator,
        at=AT,
    )

    assert [one.area_set for one in target.places.order_by("position")] == [cast.south, cast.north]
    assert [one.organisation for one in target.recipients.all()] == [cast.housing]
    actions.change_target(target=target, terms=terms(places=(cast.rest,)), by=cast.coordinator, at=AT)
    assert [one.area_set for one in target.places.all()] == [cast.rest]


def test_a_target_takes_nothing_from_outside(blank: Promise, cast: Cast) -> None:
    activity = add(blank, cast, "Fotpatrull")
    patrol = KindOfWork.objects.get(code="foot-patrol")
    offences = Quantity.objects.get(code="offences")

    for wrong, refusal in (
        (terms(places=(foreign_set(cast),)), actions.ForeignAreaSet),
        (terms(recipients=(stranger(),)), actions.ForeignOrganisation),
        (terms(kind_of_work=patrol, quantity=offences), actions.ForeignQuantity),
        (terms(starts=date(2027, 3, 1), ends=date(2027, 3, 1)), actions.BackwardsPeriod),
        (terms(starts=date(2026, 12, 31)), actions.OutsidePromise),
        (terms(ends=date(2028, 1, 2)), actions.OutsidePromise),
    ):
        with pytest.raises(refusal):
            actions.add_target(activity=activity, terms=wrong, by=cast.coordinator, at=AT)
    assert not Target.objects.exists()


def test_taking_away_leaves_a_line_in_the_trail(blank: Promise, cast: Cast) -> None:
    activity = add(blank, cast, "Fotpatrull")
    target = actions.add_target(activity=activity, terms=terms(), by=cast.coordinator, at=AT)
    keys = (target.pk, activity.pk)

    actions.remove_target(target=target, by=cast.coordinator, at=AT)
    actions.remove_activity(activity=activity, by=cast.coordinator, at=AT)

    verbs = ["target.removed", "activity.removed"]
    assert [AuditEvent.objects.get(verb=verb).target_id for verb in verbs] == list(keys)


def test_a_discarded_draft_takes_its_document_with_it(draft: Promise, cast: Cast) -> None:
    actions.discard(promise=draft, by=cast.coordinator, at=AT)

    assert not Promise.objects.exists()
    assert not SourceDocument.objects.exists()


def test_an_adopted_promise_is_not_changed_again(ready: Promise, cast: Cast) -> None:
    who = {"by": cast.coordinator, "at": AT}
    actions.adopt(promise=ready, adopted_on=TODAY, **who)  # type: ignore[arg-type]
    activity = ready.activities.order_by("position")[0]
    target = activity.targets.get()
    heading = Heading("Nytt", ready.starts, ready.ends)
    words = ActivityWords("Ny", "Ny.")

    for change in (
        lambda: actions.change_heading(promise=ready, heading=heading, **who),  # type: ignore[arg-type]
        lambda: actions.set_parties(promise=ready, organisations=[], **who),  # type: ignore[arg-type]
        lambda: actions.set_points(promise=ready, points=[], **who),  # type: ignore[arg-type]
        lambda: actions.set_focus_areas(promise=ready, titles=[], **who),  # type: ignore[arg-type]
        lambda: actions.set_signatures(promise=ready, signed=[], signed_on=None, signed_at="", **who),  # type: ignore[arg-type]
        lambda: actions.add_activity(promise=ready, words=words, **who),  # type: ignore[arg-type]
        lambda: actions.change_activity(activity=activity, words=words, **who),  # type: ignore[arg-type]
        lambda: actions.move_activity(activity=activity, step=1, **who),  # type: ignore[arg-type]
        lambda: actions.confirm_activity(activity=activity, **who),  # type: ignore[arg-type]
        lambda: actions.remove_activity(activity=activity, **who),  # type: ignore[arg-type]
        lambda: actions.add_target(activity=activity, terms=terms(), **who),  # type: ignore[arg-type]
        lambda: actions.change_target(target=target, terms=terms(), **who),  # type: ignore[arg-type]
        lambda: actions.remove_target(target=target, **who),  # type: ignore[arg-type]
        lambda: actions.adopt(promise=ready, adopted_on=TODAY, **who),  # type: ignore[arg-type]
        lambda: actions.discard(promise=ready, **who),  # type: ignore[arg-type]
    ):
        with pytest.raises(actions.AlreadyAdopted):
            change()
