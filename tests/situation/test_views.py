"""The page of measurements: who may see it, who may write, and what stays when a value is corrected."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lofte.base.written_once import WrittenOnce
from lofte.situation import queries
from lofte.situation.models import Indicator, IndicatorValue
from tests.cast import Cast

LIST = "/intern/laget/lillkoping/"
SERIES: dict[str, Any] = {
    "name": "Andel trygga",
    "unit": "procent",
    "source": "Trygghetsmätningen",
    "better": "higher",
    "better_said_by": "trygghetssamordnaren",
}


def begun(client: Client) -> Indicator:
    client.post(f"{LIST}nytt/", SERIES | {"once": uuid4()})
    return Indicator.objects.get()


def value(cast: Cast, **given: Any) -> dict[str, Any]:
    known = {"measured_on": "2021-04-12", "value": "66,2", "source": "Tabell 3", "once": uuid4()}
    return known | {"attested_by": cast.municipality.pk} | given


@pytest.fixture
def coordinator(cast: Cast, client: Client) -> Client:
    client.force_login(cast.coordinator)
    return client


def test_a_series_and_its_values_are_written_down(cast: Cast, coordinator: Client) -> None:
    series = begun(coordinator)

    page = coordinator.post(f"{LIST}{series.slug}/varde/", value(cast), follow=True)

    assert "66,2" in page.content.decode()
    assert queries.series([series.pk]) == {series.pk: [(date(2021, 4, 12), Decimal("66.20"))]}
    assert "Tabell 3" in page.content.decode()


def test_a_corrected_value_stays_beside_the_one_that_counts(cast: Cast, coordinator: Client) -> None:
    series = begun(coordinator)
    coordinator.post(f"{LIST}{series.slug}/varde/", value(cast))
    wrong = IndicatorValue.objects.get()
    there = f"{LIST}{series.slug}/varde/{wrong.pk}/"

    assert coordinator.get(there).status_code == 200
    unsaid = coordinator.post(there, value(cast, value="62"))
    page = coordinator.post(there, value(cast, value="62", reason="Fel rad"), follow=True)

    assert "Skriv varför värdet rättas." in unsaid.content.decode()
    assert "<s>66,2</s>" in page.content.decode()
    assert queries.series([series.pk])[series.pk] == [(date(2021, 4, 12), Decimal("62.00"))]
    again = coordinator.post(there, value(cast, value="60", reason="Igen"))
    assert "redan rättat" in again.content.decode()
    with pytest.raises(WrittenOnce):
        wrong.save()


def test_the_series_is_drawn_by_the_values_that_stand(cast: Cast, coordinator: Client) -> None:
    series = begun(coordinator)
    empty = coordinator.get(f"{LIST}{series.slug}/").content.decode()
    coordinator.post(f"{LIST}{series.slug}/varde/", value(cast))
    wrong = IndicatorValue.objects.get()
    coordinator.post(f"{LIST}{series.slug}/varde/{wrong.pk}/", value(cast, value="62", reason="Fel rad"))

    page = coordinator.get(f"{LIST}{series.slug}/").content.decode()

    assert "<svg" not in empty.split("<main")[1]
    assert 'class="chart series"' in page
    assert "62\N{NO-BREAK SPACE}% den 12\N{NO-BREAK SPACE}apr 2021." in page


def test_what_cannot_be_a_measurement_is_refused(cast: Cast, coordinator: Client) -> None:
    series = begun(coordinator)
    there = f"{LIST}{series.slug}/varde/"
    coordinator.post(there, value(cast))

    twice = coordinator.post(there, value(cast, value="70"))
    tomorrow = coordinator.post(there, value(cast, measured_on="2099-01-01"))
    empty = coordinator.post(there, {"once": uuid4()})
    named = coordinator.post(f"{LIST}nytt/", SERIES | {"once": uuid4()})

    assert "redan ett värde för den dagen" in twice.content.decode()
    assert "har inte varit än" in tomorrow.content.decode()
    assert "Skriv värdet." in empty.content.decode()
    assert "redan ett mätetal med det namnet" in named.content.decode()
    assert IndicatorValue.objects.count() == 1


def test_others_see_and_do_not_write_and_strangers_see_nothing(cast: Cast, client: Client) -> None:
    client.force_login(cast.coordinator)
    series = begun(client)
    client.force_login(cast.officer)
    assert client.get(LIST).status_code == 200
    assert client.get(f"{LIST}{series.slug}/").status_code == 200
    assert client.post(f"{LIST}nytt/", SERIES | {"once": uuid4()}).status_code == 403
    assert client.post(f"{LIST}{series.slug}/varde/", value(cast)).status_code == 403
    assert client.post(LIST).status_code == 405

    client.force_login(cast.outsider)
    assert client.get(LIST).status_code == 404
    assert client.get(f"{LIST}{series.slug}/").status_code == 404
