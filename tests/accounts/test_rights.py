"""Rights: what a role begins with is what docs/roles.md says, and what no partnership may have is refused."""

import re
from importlib import import_module

import pytest
from django.apps import apps

from lofte.accounts import rights
from lofte.accounts.actions import found_partnership
from lofte.accounts.giving import table
from lofte.accounts.models import Role, RoleRight
from lofte.accounts.rights import DEFAULTS, Right
from lofte.accounts.viewers import viewer_of
from tests.cast import SINCE, Cast
from tests.house import source
from tests.promises.reading import AT, TODAY

R = Right


def described() -> dict[str, frozenset[Right]]:
    """Read the table of docs/roles.md: the rows are rights, the columns roles in the order of their kinds."""
    text = (source.ROOT / "docs" / "roles.md").read_text(encoding="utf-8")
    rows = text.split("## What a partnership begins with")[1].split("## The matrix")[0].split("\n| `")[1:]
    table = {row.split("`")[0]: [cell.strip() for cell in row.split("|")[1:13]] for row in rows}
    assert list(table) == list(Right)
    return {
        kind: frozenset(Right(name) for name, cells in table.items() if cells[place] == "ja")
        for place, kind in enumerate(Role.Kind.values)
    }


def test_every_kind_of_role_begins_with_what_its_description_says() -> None:
    assert dict(DEFAULTS) == described()


def test_a_new_partnership_begins_with_them(db: None) -> None:
    made = found_partnership(slug="ny", name="Ny", municipality_name="Ny", by_id=None, at=AT)

    found: dict[str, set[str]] = {}
    for kind, may in RoleRight.objects.filter(partnership=made).values_list("kind", "may"):
        found.setdefault(kind, set()).add(may)
    assert found == {kind: set(some) for kind, some in DEFAULTS.items()}


def test_what_a_partnership_begins_with_is_allowed() -> None:
    rights.check(DEFAULTS)


@pytest.mark.parametrize(
    ("kind", "some", "code"),
    [
        ("administrator", set(), "nobody_administers"),
        ("approver", rights.READING, "nobody_signs"),
        ("coordinator", DEFAULTS["coordinator"] | {R.SIGN}, "signs_alone"),
        ("deputy", DEFAULTS["deputy"] | {R.SIGN}, "signs_alone"),
        ("approver", DEFAULTS["approver"] | {R.ADMINISTER}, "signs_and_administers"),
        ("administrator", {R.ADMINISTER, R.READ_TRAIL}, "watches_and_acts"),
        ("auditor", {R.READ_TRAIL, R.SEE_PROMISES, R.LOG}, "watches_and_acts"),
        ("protection", {R.PROTECT, R.REGISTER}, "watches_and_acts"),
        ("publisher", {R.SEE_PROMISES, R.RELEASE}, "stands_on"),
        ("field", {R.LOG}, "stands_on"),
    ],
)
def test_a_table_that_no_partnership_may_have_is_refused(kind: str, some: set[Right], code: str) -> None:
    with pytest.raises(rights.Refused) as refused:
        rights.check({**DEFAULTS, kind: some})

    assert refused.value.fault.code == code


def test_every_right_is_asked_for_somewhere() -> None:
    texts = (
        path.read_text(encoding="utf-8")
        for path in source.inside(".py")
        if path.name not in {"rights.py", "words.py"}
    )
    asked = {name for text in texts for name in re.findall(r"\bRight\.([A-Z_]+)", text)}

    assert {right.name for right in Right} - asked == {right.name for right in rights.WITHOUT_A_ROOM}


def test_a_right_that_is_taken_from_a_role_is_gone_and_the_role_stays(cast: Cast) -> None:
    where = cast.partnership
    RoleRight.objects.filter(partnership=where, kind="field", may=Right.LOG).delete()

    viewer = viewer_of(cast.officer, TODAY)

    assert viewer.may(where.pk)
    assert viewer.may(where.pk, Right.SEE_PROMISES)
    assert not viewer.may(where.pk, Right.LOG)


def test_a_role_without_any_right_is_held_still(cast: Cast) -> None:
    RoleRight.objects.filter(partnership=cast.partnership, kind="field").delete()

    viewer = viewer_of(cast.officer, TODAY)

    assert viewer.partnership_ids() == (cast.partnership.pk,)
    assert viewer.partnership_ids(*Right) == ()


def test_rights_of_one_partnership_are_none_in_another(cast: Cast) -> None:
    Role.objects.create(
        user=cast.officer,
        partnership=cast.other_partnership,
        organisation=cast.police,
        kind=Role.Kind.MEMBER,
        starts=SINCE,
    )

    viewer = viewer_of(cast.officer, TODAY)

    assert viewer.partnership_ids(Right.SEE_PROMISES) == (cast.partnership.pk, cast.other_partnership.pk)
    assert viewer.partnership_ids(Right.LOG) == (cast.partnership.pk,)


def test_one_person_in_several_roles_has_the_rights_of_all_for_each_organisation(cast: Cast) -> None:
    Role.objects.create(
        user=cast.officer,
        partnership=cast.partnership,
        organisation=cast.housing,
        kind=Role.Kind.ANALYST,
        starts=SINCE,
    )

    viewer, where = viewer_of(cast.officer, TODAY), cast.partnership.pk

    assert viewer.organisation_ids(where, Right.LOG) == (cast.police.pk,)
    assert viewer.organisation_ids(where, Right.MEASURE) == (cast.housing.pk,)
    assert set(viewer.organisation_ids(where, Right.SEE_FIGURES)) == {cast.police.pk, cast.housing.pk}


def test_a_viewer_is_one_query(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        viewer_of(cast.coordinator, TODAY)


def test_partnerships_that_were_there_before_got_what_a_new_one_begins_with(cast: Cast) -> None:
    first = import_module("lofte.accounts.migrations.0006_first_rights")
    RoleRight.objects.all().delete()

    first.give(apps, None)

    for where in (cast.partnership, cast.other_partnership):
        assert table(where) == dict(DEFAULTS)
