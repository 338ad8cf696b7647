"""The steps: a municipality with its ground, parties that come and go, groups from templates, what waits."""

from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lofte.accounts.models import Group, Organisation, Partnership, Role, User
from lofte.base.models import AuditEvent
from lofte.beginning import actions, keys, municipalities, queries
from lofte.beginning.actions import Founded
from lofte.beginning.templates_of_groups import group_templates
from lofte.places.models import Area, AreaSet
from lofte.promises.models import KindOfWork
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HABO = Founded("0643", "Habo", "Habo kommun")


def begun(what: Founded = HABO) -> tuple[Partnership, User]:
    """Found a municipality on a key of its own."""
    now = timezone.now()
    token = keys.make(at=now)
    email = f"alva{User.objects.count()}@example.org"
    user = keys.join(token, email=email, name="Alva", title="", password="tre gula båtar", at=now)
    return actions.found(what, key=keys.held(user.pk)[0], by=user, at=now), user


def sent(client: Client, where: Partnership, page: str, **form: object) -> HttpResponse:
    """Send a step's form."""
    answer = client.post(
        reverse(f"beginning:{page}", args=[where.slug]), {"once": str(uuid4())} | form, follow=True
    )
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_municipality_begins_with_its_areas_its_party_and_its_administrator() -> None:
    where, user = begun()

    names = set(AreaSet.objects.filter(partnership=where).values_list("name", flat=True))
    whole = AreaSet.objects.get(partnership=where, name="Habo kommun")
    assert (where.slug, where.municipality_name, where.is_simulated) == ("habo", "Habo", False)
    assert names == {"Habo kommun", *(one.name for one in municipalities.regso("0643"))}
    assert whole.containment.count() == Area.objects.count() == len(names)
    assert [(role.kind, role.user, role.organisation.name) for role in where.roles.order_by("pk")] == [
        ("administrator", user, "Habo kommun")
    ]
    assert KindOfWork.objects.exists()
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"partnership.founded", "areas.read_in", "role.given", "membership.set"} <= verbs


def test_a_key_founds_once() -> None:
    where, user = begun()
    key = where.first_key

    with pytest.raises(actions.BegunAlready):
        actions.found(HABO, key=key, by=user, at=timezone.now())


def test_a_second_partnership_on_the_same_ground_changes_nothing_of_the_first() -> None:
    first, _ = begun()
    before = list(Area.objects.order_by("pk").values())

    second, _ = begun(Founded("0643", "Habo", "Kommunen i Habo"))

    assert (second.slug, list(Area.objects.order_by("pk").values())) == ("habo-2", before)
    assert not set(first.organisations.all()) & set(second.organisations.all())


def test_every_municipality_of_sweden_is_there_with_its_areas() -> None:
    found = municipalities.names()

    assert len(found) == 290
    assert [found[code] for code in ("0180", "0680", "1480")] == ["Stockholm", "Jönköping", "Göteborg"]
    assert municipalities.full_name("Jönköping") == "Jönköpings kommun"
    assert municipalities.full_name("Tranås") == "Tranås kommun"


def test_parties_are_added_and_taken_away_while_nothing_leans_on_them(client: Client) -> None:
    where, user = begun()
    client.force_login(user)

    sent(client, where, "organisations", name="LPO Habo", kind="police", signs="on")
    twice = sent(client, where, "organisations", name="lpo habo", kind="police")
    sent(client, where, "organisations", name="Habostäder", kind="housing")

    assert twice.status_code == 422
    assert [one.signs for one in where.memberships.order_by("position")] == [True, True, False]
    added = Organisation.objects.get(name="Habostäder")
    home = Organisation.objects.get(name="Habo kommun")
    for one, status in ((added, 302), (home, 422)):
        address = reverse("beginning:remove-organisation", args=[where.slug, one.pk])
        assert client.post(address).status_code == status
    assert not Organisation.objects.filter(name="Habostäder").exists()
    assert where.organisations.filter(name="Habo kommun").exists()


def test_a_party_of_two_partnerships_is_not_taken_away_here(client: Client, cast: Cast) -> None:
    where, user = begun()
    member = where.memberships.create(organisation=cast.housing, position=5)

    with pytest.raises(actions.StillNeeded):
        actions.remove_organisation(member, by=user, at=timezone.now())

    assert cast.partnership.organisations.filter(pk=cast.housing.pk).exists()


def test_groups_come_from_templates_with_a_seat_for_each_party(client: Client) -> None:
    where, user = begun()
    client.force_login(user)
    sent(client, where, "organisations", name="LPO Habo", kind="police", signs="on")
    area = where.area_sets.order_by("position")[1]

    sent(client, where, "groups", groups=["ssg"], areas=[area.pk])
    again = sent(client, where, "groups", areas=[area.pk])

    made = Group.objects.filter(partnership=where).order_by("name")
    assert [(one.name, one.kind, one.members.count()) for one in made] == [
        (f"BOS {area.name}", "bos", 2),
        ("SSG", "ssg", 2),
    ]
    assert again.status_code == 422
    assert {one.kind for one in group_templates()} <= set(Group.Kind.values)
    assert {kind for one in group_templates() for kind in one.seats} <= set(Organisation.Kind.values)


def test_what_is_done_and_what_waits_is_read_from_what_there_is(client: Client) -> None:
    where, _ = begun()
    today = timezone.localdate()
    assert queries.facts(where, today).done == {"account", "municipality"}

    helper = User.objects.create_user(email="bo@example.org", name="Bo")
    home = where.organisations.get()
    for kind in ("administrator", "coordinator"):
        Role.objects.create(user=helper, partnership=where, organisation=home, kind=kind, starts=today)

    found = queries.facts(where, today)
    assert found.done == {"account", "municipality", "people"}
    assert found.unsigned == ("Habo kommun",)


def test_the_start_page_leads_on_until_it_is_said_to_be_over(client: Client) -> None:
    where, user = begun()
    client.force_login(user)
    steps = reverse("beginning:steps", args=[where.slug])
    assert steps in client.get(reverse("overview:start")).content.decode()

    sent(client, where, "finish")

    assert steps not in client.get(reverse("overview:start")).content.decode()
    assert client.get(steps).status_code == 200


def test_an_administrator_of_another_partnership_finds_nothing(client: Client, cast: Cast) -> None:
    where, user = begun()
    client.force_login(user)

    for page in ("steps", "areas", "organisations", "groups", "people", "document"):
        address = reverse(f"beginning:{page}", args=[cast.partnership.slug])
        assert client.get(address).status_code == 404
        assert client.get(reverse(f"beginning:{page}", args=[where.slug])).status_code == 200


def test_a_role_is_given_to_the_one_who_came_by_an_invitation(client: Client) -> None:
    where, user = begun()
    client.force_login(user)
    home = where.organisations.get()
    text = sent(client, where, "people", organisation=home.pk, kind="administrator").content.decode()
    address = text.split('readonly value="http://testserver')[1].split('"')[0]
    guest = {"name": "Bo", "title": "", "email": "bo@example.org", "password": "tre gula båtar"}
    Client().post(address, guest)

    page = client.get(reverse("beginning:people", args=[where.slug])).content.decode()
    give = page.split(f'href="{reverse("people:give", args=[where.slug])}?')[1].split('"')[0]
    form = client.get(f"{reverse('people:give', args=[where.slug])}?{give}").content.decode()

    assert 'value="bo@example.org"' in form
    assert "checked" in form.split('value="administrator"')[1][:80]


def test_a_page_of_a_step_costs_the_same_however_many_groups_there_are(
    client: Client,
) -> None:
    where, user = begun()
    client.force_login(user)
    address = reverse("beginning:groups", args=[where.slug])
    sent(client, where, "groups", groups=["ssg"])
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    areas = [area.pk for area in where.area_sets.order_by("pk")[:5]]
    sent(client, where, "groups", groups=["est", "council"], areas=areas)

    with CaptureQueriesContext(connection) as after:
        client.get(address)

    assert len(after) == len(before)
