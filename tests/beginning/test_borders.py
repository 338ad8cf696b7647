"""Borders are seen before they are laid, and nothing of another partnership's ground is moved."""

import json
import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from shapely.geometry import box, mapping, shape

from lofte.accounts.models import Partnership
from lofte.base.models import AuditEvent
from lofte.beginning.actions import Founded
from lofte.places.models import Area, AreaSet
from tests.beginning.test_steps import begun

pytestmark = pytest.mark.django_db


def put(client: Client, where: Partnership, *areas: tuple[str, str, Any]) -> HttpResponse:
    rows = [
        {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": mapping(ground)}
        for code, name, ground in areas
    ]
    told = json.dumps({"type": "FeatureCollection", "features": rows}).encode()
    answer = client.post(
        reverse("beginning:borders", args=[where.slug]),
        {"once": str(uuid4()), "source": "Kommunen 2026", "file": SimpleUploadedFile("a.geojson", told)},
    )
    assert isinstance(answer, HttpResponse)
    return answer


def confirm(client: Client, where: Partnership, seen: HttpResponse) -> None:
    page = seen.content.decode()
    sent = {
        name: unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])  # type: ignore[index]
        for name in ("once", "source", "content")
    }
    answer = client.post(reverse("beginning:borders", args=[where.slug]), sent)
    assert answer.status_code == 302


def test_borders_are_seen_first_then_laid_and_a_new_district_counts_where_it_lies(client: Client) -> None:
    where, user = begun()
    client.force_login(user)
    whole = Area.objects.get(kind="kommun")
    first = whole.parts.order_by("pk")[0]
    ground = shape(first.geometry)
    finer = ground.buffer(0.0002)
    spot = ground.representative_point().buffer(0.0005)

    seen = put(client, where, (first.code, "Annat namn", finer), ("", "Ekbacken", spot))

    assert seen.status_code == 200
    assert "ritas om" in seen.content.decode()
    assert Area.objects.get(pk=first.pk).geometry == first.geometry
    confirm(client, where, seen)
    redrawn, made = Area.objects.get(pk=first.pk), Area.objects.get(name="Ekbacken")
    assert shape(redrawn.geometry).symmetric_difference(finer).area < 0.01 * finer.area
    assert (redrawn.name, redrawn.attribution) == (first.name, "Kommunen 2026")
    assert (made.code, made.kind, made.parent) == ("habo-ekbacken", "district", redrawn)
    for name in (first.name, "Habo kommun", "Ekbacken"):
        assert made.pk in AreaSet.objects.get(name=name).containment.values_list("area", flat=True)
    assert AuditEvent.objects.filter(verb="areas.redrawn").count() == 1


def test_what_cannot_be_laid_is_refused_with_a_sentence(client: Client) -> None:
    where, user = begun()
    begun(Founded("0643", "Habo", "Kommunen i Habo"))
    client.force_login(user)
    first = Area.objects.exclude(kind="kommun").order_by("pk")[0]
    ground = shape(first.geometry)

    for area, said in (
        ((first.code, first.name, ground.buffer(0.0002)), "annan samverkan"),
        ((first.code, first.name, box(14.0, 57.0, 14.1, 57.1)), "samma kod"),
        (("", first.name, ground), "finns redan"),
        (("", "Månen", box(20.0, 66.0, 20.1, 66.1)), "utanför era områden"),
        (("", "Metern", box(450000, 6410000, 450010, 6410010)), "SWEREF 99"),
    ):
        answer = put(client, where, area)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert Area.objects.get(pk=first.pk).geometry == first.geometry


def test_what_was_shown_is_judged_again_when_it_is_sent(client: Client) -> None:
    where, user = begun()
    client.force_login(user)

    answer = client.post(
        reverse("beginning:borders", args=[where.slug]),
        {"once": str(uuid4()), "source": "Kommunen", "content": '{"features": []}'},
    )

    assert answer.status_code == 422
    assert "inget område" in answer.content.decode()
