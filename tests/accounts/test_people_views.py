"""The pages of people and roles, as those who use them do."""

from datetime import date

import pytest
from django.test import Client

from lofte.accounts import rights
from lofte.accounts.models import Delegation, IdentityProvider, Organisation, Role, RoleRight, User
from lofte.accounts.rights import Right
from lofte.accounts.viewers import viewer_of
from tests.cast import SINCE, Cast
from tests.conftest import Freeze

HERE = "/intern/samverkan/lillkoping/"
KEY = "00000000-0000-4000-8000-00000000000"


@pytest.fixture(autouse=True)
def _today(freeze: Freeze) -> None:
    freeze("2021-05-10T10:00")


def person(name: str, cast: Cast, *kinds: str) -> User:
    user = User.objects.create_user(email=f"{name.split(maxsplit=1)[0].lower()}@example.org", name=name)
    for kind in kinds:
        Role.objects.create(
            user=user, partnership=cast.partnership, organisation=cast.police, kind=kind, starts=SINCE
        )
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def first(cast: Cast) -> User:
    return person("Ada Ett", cast, "administrator")


@pytest.fixture
def second(cast: Cast) -> User:
    return person("Bea Två", cast, "administrator")


def asked(cast: Cast, **given: str) -> dict[str, str]:
    form = {"once": KEY + "1", "email": "nils@example.org", "kind": "approver"}
    return form | {"organisation": str(cast.police.pk), "starts": "2021-05-10", "last_day": ""} | given


def test_an_approver_is_asked_for_by_one_and_confirmed_by_another_who_finds_it_on_the_start_page(
    cast: Cast, first: User, second: User
) -> None:
    new = person("Nils Ny", cast)

    given = signed_in(first).post(f"{HERE}roll/ny/", asked(cast))
    role = Role.objects.get(user=new)
    alone = signed_in(first).post(f"{HERE}roll/{role.pk}/bekrafta/")
    start = signed_in(second).get("/intern/").content.decode()
    page = signed_in(second).get(HERE).content.decode()
    confirmed = signed_in(second).post(f"{HERE}roll/{role.pk}/bekrafta/")

    assert (given.status_code, alone.status_code, confirmed.status_code) == (302, 422, 302)
    assert "En annan administratör måste bekräfta" in alone.content.decode()
    assert "Bekräfta en godkännare" in start
    assert "Ada Ett har bett om det." in page
    assert viewer_of(new, date(2021, 5, 10)).may(cast.partnership.pk, Right.SIGN)


def test_the_one_who_asked_has_nothing_waiting(cast: Cast, first: User, second: User) -> None:
    person("Nils Ny", cast)
    signed_in(first).post(f"{HERE}roll/ny/", asked(cast))

    assert "Bekräfta en godkännare" not in signed_in(first).get("/intern/").content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "ingen@example.org"}, "Ingen med den adressen kan logga in"),
        ({"kind": ""}, "Välj en roll."),
        ({"email": "ada@example.org"}, "Ingen ger sig själv rätt att skriva under"),
        ({"email": "ada@example.org", "kind": "auditor"}, "kan inte också granska"),
        ({"last_day": "2021-05-01"}, "Sista dagen ligger före den första"),
    ],
)
def test_a_role_that_cannot_be_given_is_refused_in_a_sentence(
    cast: Cast, first: User, given: dict[str, str], said: str
) -> None:
    person("Nils Ny", cast)

    answer = signed_in(first).post(f"{HERE}roll/ny/", asked(cast, **given))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Role.objects.filter(user__email="nils@example.org").exists()


def test_another_partnerships_organisation_cannot_be_chosen(cast: Cast, first: User) -> None:
    person("Nils Ny", cast)
    away = cast.other_partnership.organisations.get()

    answer = signed_in(first).post(f"{HERE}roll/ny/", asked(cast, organisation=str(away.pk)))

    assert answer.status_code == 422


def test_a_role_is_ended_at_once_or_on_a_day_and_never_further_back(cast: Cast, first: User) -> None:
    role = Role.objects.get(user=cast.officer)
    address, client = f"{HERE}roll/{role.pk}/avsluta/", signed_in(first)

    back = client.post(address, {"once": KEY + "2", "last_day": "2021-05-01"})
    now = client.post(address, {"once": KEY + "3", "last_day": "2021-05-09"})

    role.refresh_from_db()
    assert (back.status_code, now.status_code, role.ends) == (422, 302, date(2021, 5, 10))
    assert viewer_of(cast.officer, date(2021, 5, 10)).roles == ()


def test_the_last_administrator_is_told_whom_to_appoint_first(cast: Cast, first: User) -> None:
    role = Role.objects.get(user=first)

    answer = signed_in(first).post(
        f"{HERE}roll/{role.pk}/avsluta/", {"once": KEY + "4", "last_day": "2021-05-10"}
    )

    assert answer.status_code == 422
    assert "Utse en administratör till först" in answer.content.decode()


def test_what_a_role_may_do_is_changed_and_what_no_page_offers_is_kept(cast: Cast, first: User) -> None:
    address, client = f"{HERE}rattigheter/field/", signed_in(first)
    seen = " ".join(sorted(rights.DEFAULTS["field"]))
    may = ["see_promises", "see_followups", "see_figures", "log"]

    changed = client.post(address, {"once": KEY + "5", "seen": seen, "may": may})
    again = client.post(address, {"once": KEY + "6", "seen": seen, "may": may})

    kept = RoleRight.objects.filter(partnership=cast.partnership, kind="field")
    assert (changed.status_code, again.status_code) == (302, 422)
    assert set(kept.values_list("may", flat=True)) == {*may, "report"}
    assert "Någon annan har ändrat rollen" in again.content.decode()


def test_a_table_that_lets_one_alone_sign_is_refused_in_a_sentence(cast: Cast, first: User) -> None:
    for kind, may, said in (
        ("administrator", ["see_promises"], "Någon roll måste kunna ge roller"),
        ("coordinator", ["see_promises", "sign"], "finns inte"),
        ("auditor", ["read_trail", "see_promises", "log"], "Den som granskar ska bara läsa"),
        ("publisher", ["see_promises", "release"], "För att publicera"),
    ):
        seen = " ".join(sorted(rights.DEFAULTS[kind]))
        answer = signed_in(first).post(
            f"{HERE}rattigheter/{kind}/", {"once": KEY + "7", "seen": seen, "may": may}
        )
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_an_approver_lets_a_deputy_sign_and_takes_it_back(cast: Cast) -> None:
    deputy = person("Sam Exempelsson", cast, "deputy")
    client = signed_in(cast.police_approver)
    form = {
        "once": KEY + "8",
        "signatory": str(Role.objects.get(user=cast.police_approver).pk),
        "deputy": str(Role.objects.get(user=deputy).pk),
        "starts": "2021-05-10",
        "last_day": "2021-05-20",
        "decision": "",
    }

    given = client.post(f"{HERE}stallforetradare/", form)
    signs = viewer_of(deputy, date(2021, 5, 10)).may(cast.partnership.pk, Right.SIGN)
    row = Delegation.objects.get()
    page = client.get(f"{HERE}stallforetradare/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    client.post(f"{HERE}stallforetradare/{row.pk}/avsluta/")

    assert (given.status_code, signs) == (302, True)
    assert "i stället för Lia Polischef, 10 maj 2021 till och med 20 maj 2021" in page
    assert not viewer_of(deputy, date(2021, 5, 10)).may(cast.partnership.pk, Right.SIGN)


def test_an_approver_cannot_decide_on_anothers_deputy(cast: Cast) -> None:
    deputy = person("Sam Exempelsson", cast, "deputy")
    row = Delegation.objects.create(
        signatory=Role.objects.get(user=cast.police_approver),
        deputy=Role.objects.get(user=deputy),
        starts=date(2021, 5, 10),
        ends=date(2021, 6, 1),
        awaits=True,
    )
    client = signed_in(cast.municipality_approver)

    answers = [client.post(f"{HERE}stallforetradare/{row.pk}/{act}/") for act in ("bekrafta", "avsluta")]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_the_page_asks_as_many_questions_of_many_people_as_of_few(
    cast: Cast, first: User, django_assert_max_num_queries: object
) -> None:
    client = signed_in(first)
    client.get(HERE)
    for n in range(6):
        person(f"Person{n} Ny", cast, "field", "member")

    with django_assert_max_num_queries(14):  # type: ignore[operator]
        answer = client.get(HERE)

    assert "Person5 Ny" in answer.content.decode()


def test_a_watcher_sees_people_and_roles_and_changes_nothing(cast: Cast, first: User) -> None:
    page = signed_in(person("Gun Granskare", cast, "auditor")).get(HERE).content.decode()

    assert "Pia Polis" in page
    assert "Ge en roll" not in page
    assert "Avsluta" not in page


def test_an_administrator_sees_the_organisations_own_sign_ins_and_no_secret(cast: Cast, first: User) -> None:
    elsewhere = Organisation.objects.exclude(memberships__partnership=cast.partnership).order_by("pk")[0]
    for slug, organisation, secret in (
        ("polisen", cast.police, ""),
        ("kommunen", cast.municipality, "env:LOFTE_NO_SUCH_SECRET"),
        ("andra", elsewhere, ""),
    ):
        IdentityProvider.objects.create(
            slug=slug,
            name=f"Inloggning {slug}",
            organisation=organisation,
            protocol="oidc",
            issuer=f"https://{slug}.example.se",
            client_id="lofte",
            secret=secret,
        )

    page = signed_in(first).get(f"{HERE}inloggning/").content.decode()

    assert "/logga-in/via/polisen/svar/" in page
    assert page.count("i bruk") == page.count("fungerar inte") == 1
    assert "LOFTE_NO_SUCH_SECRET" not in page
    assert "Inloggning andra" not in page
