"""Writes in the forms that lead on to a page which is seen first, and in that which founds a partnership."""

import json
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from shapely.geometry import mapping, shape

from lofte.beginning import keys
from lofte.beginning.border_forms import BordersForm, SeenBordersForm
from lofte.beginning.forms import FoundForm
from lofte.promises import queries
from lofte.promises.forms.revising import RevisionForm
from lofte.promises.models import Activity
from lofte.work.deliveries.import_forms import ColumnsForm
from tests.attacks.describing import client_of
from tests.browser import forming
from tests.publication.everywhere import TODAY, UNTICKED, Writer, forms_of, named
from tests.role_stage import NOW

SMALL = "0509"  # a municipality of two RegSO
COUNTS = "Dag;Minuter\n2021-05-03;45\n"


def write_in_steps(writer: Writer) -> None:
    people = writer.stage.here
    _founded(writer, client_of(people["administrator"]))
    _borders(writer, client_of(people["administrator"]))
    _columns(writer, client_of(people["field"]))
    _revised(writer, client_of(people["coordinator"]))


def _shown(answer: Any, address: str) -> dict[str, str]:
    """Return what the page that came sends on to an address, as it stands."""
    every = forming.forms(answer.content.decode(), f"http://x{address}")
    form = next((one for one in every if one.address == f"http://x{address}"), None)
    assert form is not None, (address, [dict(one.errors) for one in forms_of(answer)])
    return {name: value for name, _, value in form.fields if name != UNTICKED}


def _values(form: forms.BaseForm, name: str) -> list[str]:
    return [str(one.data["value"]) for one in form[name].subwidgets]


def _landed(answer: Any) -> None:
    minds = [dict(one.errors) for one in forms_of(answer) if one.is_bound]
    assert answer.status_code == 302, (answer.request["PATH_INFO"], answer.status_code, minds)


def _founded(writer: Writer, client: Client) -> None:
    _landed(client.post(reverse("beginning:begin", args=[keys.make(at=NOW)])))
    texts = {name: writer.text(named(FoundForm, name)) for name in ("name", "organisation")}
    _landed(client.post(reverse("beginning:municipality"), texts | {"once": str(uuid4()), "kommun": SMALL}))


def _borders(writer: Writer, client: Client) -> None:
    spot = shape(writer.stage.cast.north_area.geometry).representative_point().buffer(0.0001)
    row = {"type": "Feature", "properties": {"name": "Ekbacken"}, "geometry": mapping(spot)}
    file = json.dumps({"type": "FeatureCollection", "features": [row]}).encode()
    source = writer.text(named(BordersForm, "source"))
    writer.marks[named(SeenBordersForm, "source")] = writer.marks[named(BordersForm, "source")]
    address = reverse("beginning:borders", args=[writer.stage.cast.partnership.slug])
    sent = {"once": str(uuid4()), "source": source, "file": SimpleUploadedFile("a.geojson", file)}
    _landed(client.post(address, _shown(client.post(address, sent), address)))


def _columns(writer: Writer, client: Client) -> None:
    organisation = writer.stage.cast.police.pk
    file = SimpleUploadedFile("uttag.csv", COUNTS.encode())
    page = client.post(reverse("work:import"), {"organisation": organisation, "file": file})
    columns, look = reverse("work:import-columns"), reverse("work:import-look")
    texts = {name: writer.text(named(ColumnsForm, name)) for name in ("source", "attesting_office", "name")}
    [form] = [one for one in forms_of(page) if isinstance(one, ColumnsForm)]
    kind = next(value for value in _values(form, "f_kind") if value.startswith("foot-patrol"))
    place = next(value for value in _values(form, "f_area") if value)
    read = {"c_day": "Dag", "c_minutes": "Minuter", "f_kind": kind, "f_area": place}
    page = client.post(columns, _shown(page, columns) | read | texts)
    page = client.post(look, _shown(page, look) | {"do": "look"})
    _landed(client.post(look, _shown(page, look) | {"do": "save"}))


def _revised(writer: Writer, client: Client) -> None:
    activity = Activity.objects.get(pk=writer.stage.keys["work:missed"]["activity_id"])
    address = reverse("work:revise", args=[activity.promise_id, activity.targets.get().pk])
    by = [str(role.pk) for role in queries.deciders(activity.promise, NOW.date())]
    texts = {name: writer.text(named(RevisionForm, name)) for name in ("reason", "sign", "unit")}
    sent = writer.of_page(client, address) | texts | {"applies_from": TODAY, "deciders": by}
    seen = _shown(client.post(address, sent), address)["moves"]
    _landed(client.post(address, sent | {"confirm": "1", "moves": seen}))
