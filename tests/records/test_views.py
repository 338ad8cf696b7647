"""A registrar records what the own organisation decided; who protects data sees it, and decides nothing."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.accounts.models import Organisation, Role, User
from lofte.promises.models import KindOfWork
from lofte.records.models import ClearingDecision, Hold
from lofte.work import actions as work
from tests.cast import SINCE, Cast
from tests.conftest import Freeze
from tests.work.making import text

HERE = "/intern/gallring/lillkoping/"
SORT = f"{HERE}polisen-lillkoping/entry-notes/"
DECIDED = {
    "keeps": "days",
    "keeps_days": "730",
    "reference": "A12-2022",
    "decided_by": "Polisregion Öst",
    "decided_on": "2022-01-10",
}


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2022-06-01T10:00")


def let_in(client: Client, cast: Cast, kind: str, organisation: Organisation) -> Client:
    user = User.objects.create_user(email=f"{kind}@example.org", name="Registrator Ett")
    Role.objects.create(
        user=user, partnership=cast.partnership, organisation=organisation, kind=kind, starts=SINCE
    )
    client.force_login(user)
    return client


@pytest.fixture
def registrar(client: Client, cast: Cast) -> Client:
    return let_in(client, cast, "registrar", cast.police)


def sent(client: Client, address: str, **given: Any) -> Any:
    return client.post(address, {"once": uuid4(), **given})


def test_a_decision_is_recorded_and_stands_on_the_page(registrar: Client, cast: Cast) -> None:
    assert "6 sorters uppgifter saknar beslut" in text(registrar.get(HERE))
    assert 'name="keeps_days"' in text(registrar.get(SORT))  # the next step stands open
    assert "Gallring: 6 sorters uppgifter saknar beslut" in text(registrar.get("/intern/"))

    answer = sent(registrar, f"{SORT}beslut/", **DECIDED)

    assert answer["Location"] == SORT
    page = text(registrar.get(SORT))
    assert "Gallras efter 730 dagar" in page
    assert "A12-2022" in page
    assert "Gallring: 5 sorters uppgifter saknar beslut" in text(registrar.get("/intern/"))
    made = ClearingDecision.objects.get()
    assert (made.organisation, made.plan, made.decided_on) == (cast.police, "entry-notes", date(2022, 1, 10))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"keeps_days": "30"}, "Det behövs i minst 246 dagar"),
        ({"keeps_days": ""}, "Skriv efter hur många dagar."),
        ({"decided_on": "2022-06-02"}, "Dagen har inte varit än."),
        ({"reference": " "}, "Skriv beslutets diarienummer."),
        ({"keeps": ""}, "Välj om det ska gallras eller bevaras."),
        ({"decided_by": "Kim 850101-1234, 070-174 06 05"}, "pekar ut en person"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_what_was_typed_stays(
    given: dict[str, str], said: str, registrar: Client
) -> None:
    answer = sent(registrar, f"{SORT}beslut/", **DECIDED | given)

    assert answer.status_code == 422
    page = text(answer)
    assert said in page
    assert 'value="A12-2022"' in page or "reference" in given
    assert not ClearingDecision.objects.exists()


def test_clearing_is_stopped_and_let_go_on(registrar: Client) -> None:
    sent(registrar, f"{SORT}beslut/", **DECIDED)
    sent(registrar, f"{SORT}stopp/", reason="Begäran A77-2022", everything="on")

    page = text(registrar.get(f"{HERE}polisen-lillkoping/delivery-notes/"))
    assert "Begäran A77-2022" in page
    assert "men är stoppat" in text(registrar.get(SORT))
    again = sent(registrar, f"{SORT}stopp/", reason="En till", everything="on")
    assert "redan stoppad" in text(again)
    sent(registrar, f"{SORT}stopp/{Hold.objects.get().pk}/")

    assert "men är stoppat" not in text(registrar.get(SORT))


def test_another_partys_records_are_not_there(registrar: Client, cast: Cast) -> None:
    theirs = f"{HERE}{cast.municipality.slug}/entry-notes/"

    assert registrar.get(theirs).status_code == 404
    assert sent(registrar, f"{theirs}beslut/", **DECIDED).status_code == 404
    assert registrar.get(f"{HERE}polisen-lillkoping/allt/").status_code == 404
    assert not ClearingDecision.objects.exists()


def test_the_menu_leads_to_the_partnership_or_asks_which(registrar: Client, cast: Cast) -> None:
    assert 'href="/intern/gallring/"' in text(registrar.get("/intern/"))
    assert registrar.get("/intern/gallring/")["Location"] == HERE

    user = User.objects.get(name="Registrator Ett")
    away = cast.other_partnership
    Role.objects.create(
        user=user,
        partnership=away,
        organisation=away.organisations.get(),
        kind="registrar",
        starts=SINCE,
    )

    page = text(registrar.get("/intern/gallring/"))
    assert f'href="{HERE}"' in page
    assert f'href="/intern/gallring/{away.slug}/"' in page


def test_who_protects_data_sees_every_party_and_decides_nothing(client: Client, cast: Cast) -> None:
    protector = let_in(client, cast, "protection", cast.municipality)

    page = text(protector.get(HERE))

    assert "Polisen Lillköping" in page
    assert "Lillbo" in page
    assert "Anteckna ett beslut" not in text(protector.get(SORT))
    assert sent(protector, f"{SORT}beslut/", **DECIDED).status_code == 403


def test_what_nobody_has_decided_stands_first_with_whom_to_ask(
    client: Client, cast: Cast, patrol: KindOfWork
) -> None:
    registrar = let_in(Client(), cast, "registrar", cast.police)
    sent(registrar, f"{SORT}beslut/", **DECIDED)
    sent(registrar, f"{SORT}stopp/", reason="Begäran A77-2022")
    work.log(
        key=uuid4(),
        kind=patrol,
        organisation=cast.police,
        area=cast.north_area,
        occurred_on=date(2022, 3, 1),
        by=cast.officer,
        at=datetime(2022, 3, 1, 12, tzinfo=UTC),
        minutes=30,
    )
    protector = let_in(client, cast, "protection", cast.municipality)

    page = text(protector.get(HERE))

    heads = [page.index(f"<h2>{head}</h2>") for head in ("Saknar beslut", "Stoppat")]
    assert heads == sorted(heads)
    assert page.index("Polisen Lillköping: 5 sorter, 1 rad") < page.index("inget finns än")
    assert "1 rad, äldst från 1 mars 2022" in page
    assert "Antecknar beslutet: Registrator Ett" in page
    assert "Ingen registrator är utsedd här." in page
    assert "saknar beslut" in text(protector.get("/intern/"))


def test_more_organisations_ask_no_more_of_the_database(client: Client, cast: Cast) -> None:
    protector = let_in(client, cast, "protection", cast.municipality)
    protector.get(HERE)
    with CaptureQueriesContext(connection) as few:
        protector.get(HERE)
    for number in range(5):
        party = Organisation.objects.create(
            slug=f"bo-{number}", name=f"Bo {number}", short_name=f"Bo {number}", kind="housing"
        )
        cast.partnership.memberships.create(organisation=party, position=9 + number)

    with CaptureQueriesContext(connection) as many:
        protector.get(HERE)

    assert len(many) == len(few)
