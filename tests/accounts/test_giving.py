"""Roles are given, confirmed by a second administrator and ended; a deputy signs between two dates."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, transaction

from lofte.accounts import giving, held, rights
from lofte.accounts.giving import Absence, Office
from lofte.accounts.models import Role, User
from lofte.accounts.rights import Right
from lofte.accounts.viewers import viewer_of
from lofte.base.models import AuditEvent
from lofte.followup import actions as followups
from lofte.followup import approving
from lofte.publication import actions as publication
from tests.cast import SINCE, Cast
from tests.promised import AT, Promised

TODAY = AT.date()
LATER = date(2021, 6, 1)


class Two(NamedTuple):
    """Two administrators of the cast's partnership."""

    first: User
    second: User


def person(name: str, title: str = "") -> User:
    user = User.objects.create_user(email=f"{name.split(maxsplit=1)[0].lower()}@example.org", name=name)
    user.title = title
    user.save(update_fields=["title"])
    return user


def hold(user: User, cast: Cast, kind: str) -> Role:
    return Role.objects.create(
        user=user, partnership=cast.partnership, organisation=cast.police, kind=kind, starts=SINCE
    )


@pytest.fixture
def two(cast: Cast) -> Two:
    found = Two(person("Ada Ett"), person("Bea Två"))
    for user in found:
        hold(user, cast, "administrator")
    return found


def office(user: User, cast: Cast, kind: str, **given: date) -> Office:
    return Office(user, cast.police, kind, given.get("starts", TODAY), given.get("ends"))


def give(cast: Cast, user: User, kind: str, by: User, **given: date) -> Role:
    return giving.give(office(user, cast, kind, **given), partnership=cast.partnership, by=by, at=AT)


def told() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def test_a_role_is_given_at_once_and_told_in_the_trail(cast: Cast, two: Two) -> None:
    new = person("Nils Ny")

    give(cast, new, "field", two.first)

    assert viewer_of(new, TODAY).may(cast.partnership.pk, Right.LOG)
    assert told() == ["role.given"]


def test_a_role_that_signs_gives_nothing_until_another_administrator_has_confirmed_it(
    cast: Cast, two: Two
) -> None:
    new = person("Nils Ny")

    role = give(cast, new, "approver", two.first)
    before = viewer_of(new, TODAY)
    with pytest.raises(giving.NeedsAnother):
        giving.confirm(role, by=two.first, at=AT)
    giving.confirm(role, by=two.second, at=AT)

    assert before.roles == ()
    assert viewer_of(new, TODAY).organisation_ids(cast.partnership.pk, Right.SIGN) == (cast.police.pk,)
    assert told() == ["role.asked", "role.confirmed"]
    with pytest.raises(giving.NothingAwaits):
        giving.confirm(role, by=two.second, at=AT)


@pytest.mark.parametrize("kind", sorted(rights.SIGNING))
def test_nobody_gives_a_role_that_signs_to_himself(cast: Cast, two: Two, kind: str) -> None:
    with pytest.raises(giving.GivenToOneself):
        give(cast, two.first, kind, two.first)


def test_nobody_confirms_the_own_role(cast: Cast, two: Two) -> None:
    role = give(cast, two.second, "approver", two.first)

    with pytest.raises(giving.GivenToOneself):
        giving.confirm(role, by=two.second, at=AT)


def test_the_database_holds_that_two_gave_it(cast: Cast, two: Two) -> None:
    role = give(cast, person("Nils Ny"), "approver", two.first)

    for alone in ({"confirmed_by": two.first}, {"confirmed_by": role.user}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Role.objects.filter(pk=role.pk).update(awaits=False, **alone)


def test_the_last_administrator_cannot_end_the_own_role(cast: Cast, two: Two) -> None:
    first, second = Role.objects.filter(kind="administrator").order_by("pk")

    giving.end(first, on=LATER, by=two.first, at=AT)

    with pytest.raises(giving.LastAdministrator):
        giving.end(second, on=LATER, by=two.second, at=AT)
    assert told() == ["role.ended"]


def test_an_administrator_who_leaves_on_a_set_day_is_not_the_one_who_stays(cast: Cast, two: Two) -> None:
    first, second = Role.objects.filter(kind="administrator").order_by("pk")
    Role.objects.filter(pk=second.pk).update(ends=LATER)

    with pytest.raises(giving.LastAdministrator):
        giving.end(first, on=TODAY, by=two.first, at=AT)


def test_who_gives_roles_does_not_watch_the_trail(cast: Cast, two: Two) -> None:
    for kind in ("auditor", "protection"):
        with pytest.raises(giving.NotTogether):
            give(cast, two.second, kind, two.first)


def test_the_same_role_is_not_given_twice_for_the_same_days(cast: Cast, two: Two) -> None:
    with pytest.raises(giving.HeldAlready):
        give(cast, cast.officer, "field", two.first)

    giving.end(Role.objects.get(user=cast.officer), on=TODAY, by=two.first, at=AT)
    again = give(cast, cast.officer, "field", two.first)

    assert viewer_of(cast.officer, TODAY).may(cast.partnership.pk, Right.LOG)
    assert again.starts == TODAY


def test_a_role_given_by_mistake_today_is_taken_away(cast: Cast, two: Two) -> None:
    role = give(cast, person("Nils Ny"), "field", two.first)

    giving.end(role, on=TODAY, by=two.first, at=AT)

    assert not Role.objects.filter(pk=role.pk).exists()
    assert told() == ["role.given", "role.withdrawn"]


def test_what_a_role_may_do_is_changed_from_what_was_read(cast: Cast, two: Two) -> None:
    seen = rights.DEFAULTS["field"]

    n = giving.set_rights(
        "field", seen - {Right.LOG_FOR_OTHERS}, seen=seen, partnership=cast.partnership, by=two.first, at=AT
    )

    assert n == 1
    assert not viewer_of(cast.officer, TODAY).may(cast.partnership.pk, Right.LOG_FOR_OTHERS)
    assert giving.table(cast.other_partnership) == dict(rights.DEFAULTS)
    assert AuditEvent.objects.get(verb="rights.changed").facts["taken"] == ["log_for_others"]
    with pytest.raises(giving.TableMoved):
        giving.set_rights("field", seen, seen=seen, partnership=cast.partnership, by=two.first, at=AT)


def test_a_right_is_not_moved_so_that_nobody_who_holds_a_role_gives_roles(cast: Cast, two: Two) -> None:
    where: dict[str, Any] = {"partnership": cast.partnership, "by": two.first, "at": AT}
    reading, publisher = rights.DEFAULTS["registrar"], rights.DEFAULTS["publisher"]
    giving.set_rights("publisher", publisher | {Right.ADMINISTER}, seen=publisher, **where)

    with pytest.raises(giving.LastAdministrator):  # nobody is a publisher
        giving.set_rights("administrator", reading, seen={Right.ADMINISTER}, **where)


# A deputy.


@pytest.fixture
def deputy(cast: Cast) -> Role:
    return hold(person("Sam Exempelsson", "biträdande chef"), cast, "deputy")


def absence(cast: Cast, deputy: Role, decision: str = "") -> Absence:
    signatory = Role.objects.get(user=cast.police_approver, kind="approver")
    return Absence(signatory, deputy, TODAY, LATER, decision)


def test_a_deputy_signs_from_the_first_day_to_the_day_before_the_last_and_not_else(
    cast: Cast, deputy: Role
) -> None:
    giving.delegate(absence(cast, deputy), by=cast.police_approver, at=AT)

    signs = [
        viewer_of(deputy.user, on).may(cast.partnership.pk, Right.SIGN)
        for on in (date(2021, 5, 9), TODAY, date(2021, 5, 31), LATER)
    ]
    assert signs == [False, True, True, False]
    assert told() == ["delegation.given"]


def test_an_administrators_delegation_needs_a_decision_and_a_second_person(
    cast: Cast, two: Two, deputy: Role
) -> None:
    with pytest.raises(giving.DecisionMissing):
        giving.delegate(absence(cast, deputy), by=two.first, at=AT)
    row = giving.delegate(absence(cast, deputy, "Beslut 12"), by=two.first, at=AT)
    before = viewer_of(deputy.user, TODAY).may(cast.partnership.pk, Right.SIGN)

    for alone, refusal in ((two.first, giving.NeedsAnother), (deputy.user, giving.GivenToOneself)):
        with pytest.raises(refusal):
            giving.confirm_delegation(row, by=alone, at=AT)
    giving.confirm_delegation(row, by=cast.police_approver, at=AT)

    assert not before
    assert viewer_of(deputy.user, TODAY).may(cast.partnership.pk, Right.SIGN)


def test_a_delegation_falls_with_the_approvers_office(cast: Cast, two: Two, deputy: Role) -> None:
    giving.delegate(absence(cast, deputy), by=cast.police_approver, at=AT)
    giving.end(Role.objects.get(user=cast.police_approver), on=TODAY, by=two.first, at=AT)

    assert held.signatory(deputy.user, cast.partnership.pk, cast.police.pk, TODAY) is None
    assert not viewer_of(deputy.user, TODAY).may(cast.partnership.pk, Right.SIGN)


def test_a_deputy_of_another_organisation_or_for_more_than_a_year_is_refused(
    cast: Cast, deputy: Role
) -> None:
    away = Role.objects.create(
        user=cast.partner,
        partnership=cast.partnership,
        organisation=cast.housing,
        kind="deputy",
        starts=SINCE,
    )
    fits = absence(cast, deputy)

    for wrong, refusal in (
        (absence(cast, away), giving.NotADeputy),
        (Absence(fits.signatory, deputy, TODAY, date(2022, 6, 1)), giving.TooLong),
        (Absence(fits.signatory, deputy, TODAY, TODAY), giving.EndsBeforeItBegan),
    ):
        with pytest.raises(refusal):
            giving.delegate(wrong, by=cast.police_approver, at=AT)


def test_what_a_deputy_signed_says_in_whose_name_and_stays_after_every_change_of_office(
    worked: Promised, two: Two, deputy: Role
) -> None:
    cast = worked.cast
    row = giving.delegate(absence(cast, deputy), by=cast.police_approver, at=AT)
    followup = followups.draft(promise=worked.promise, period_key="2021-T1", by=cast.coordinator, at=AT)
    edits = [
        followups.Edit(line.pk, line.text_sv, line.text_en, "Så gick det, säger vi.", "")
        for line in followup.lines.all()
    ]
    lead = {"lead_sv": followup.lead_sv, "lead_en": followup.lead_en}
    followups.edit(followup=followup, edits=edits, by=cast.coordinator, at=AT, **lead)
    approving.submit(followup=followup, by=cast.coordinator, at=AT)

    approving.approve(followup=followup, organisation=cast.police, by=deputy.user, at=AT)
    giving.end_delegation(row, on=date(2021, 5, 11), by=cast.police_approver, at=AT)
    giving.end(Role.objects.get(user=cast.police_approver), on=date(2021, 5, 11), by=two.first, at=AT)
    User.objects.filter(pk=cast.police_approver.pk).update(name="Annat Namn", title="pensionär")
    User.objects.filter(pk=deputy.user_id).update(name="Nytt Namn", title="")

    kept = followup.approvals.get(organisation=cast.police)
    body = publication.approval_body(kept)
    assert (body["name"], body["title"]) == ("Lia Polischef", "lokalpolisområdeschef")
    assert body["through"] == {"name": "Sam Exempelsson", "title": "biträdande chef"}
    assert body["organisation"]["name"] == "Polisen Lillköping"
