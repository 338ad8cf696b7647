"""Every route and form described as OpenAPI 3.1, read off the house: its addresses, its forms, its pages.

What a form takes is asked of the form: each address is posted to with a field it does not know, and the page
that comes back holds the form with its fields, choices and limits. What the pages themselves add (buttons,
hidden keys) is read off the pages that are drawn.
"""

import dataclasses
import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django import forms
from django.db import transaction
from django.forms.formsets import BaseFormSet
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from lofte.accounts.models import User
from tests.attacks.hostile import PROBES
from tests.browser import forming
from tests.role_stage import Stage

Schema = dict[str, Any]
BACKEND = "django.contrib.auth.backends.ModelBackend"
MANY = 12  # choices that are tried of a field; the rest are of the same sort
DEEP = 4  # how far down in a page's context a form may lie
ASKED = re.compile(r"""GET(?:\.get(?:list)?\(|\[)\s*["'](\w+)["']""")
ALWAYS = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
ALWAYS_TOO = ("Permissions-Policy", "Cache-Control", "Cross-Origin-Opener-Policy")
ANSWERS = {
    "get": "200 301 302 304 400 403 404 405 410",
    "post": "200 302 400 403 404 405 409 410 413 422 429",
}
MULTIPART, ENCODED = "multipart/form-data", "application/x-www-form-urlencoded"


def words(longest: int | None = None) -> Schema:
    """Describe a text: whatever is written, or what does harm."""
    limit = {} if longest is None else {"maxLength": longest}
    return {"anyOf": [{"enum": list(PROBES)}, {"type": "string", **limit}]}


def _choices(field: Any) -> list[str]:
    found: list[str] = []
    for value, label in islice(field.choices, MANY):
        inner = [one for one, _ in label] if isinstance(label, (list, tuple)) else [value]
        found += [str(one) for one in inner]
    return found[:MANY]


def of_field(field: forms.Field) -> Schema:
    """Describe what a field takes."""
    if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
        return {"type": "array", "items": {"enum": _choices(field) or ["1"]}, "maxItems": 4}
    if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
        return {"enum": [*_choices(field), "9999"]}
    if isinstance(field, forms.IntegerField):
        ends = {"minimum": field.min_value, "maximum": field.max_value}
        return {"type": "integer", **{name: end for name, end in ends.items() if isinstance(end, int)}}
    return _of_simple(field)


def _of_simple(field: forms.Field) -> Schema:
    if isinstance(field, forms.FileField):
        return {"type": "string", "format": "binary", "maxLength": 400}
    if isinstance(field, forms.BooleanField):
        return {"enum": ["on", ""]}
    if isinstance(field, forms.DateField):
        return {"type": "string", "format": "date"}
    if isinstance(field, forms.UUIDField):
        return {"type": "string", "format": "uuid"}
    return words(getattr(field, "max_length", None))


def forms_in(value: Any, depth: int = 0) -> Iterator[forms.BaseForm]:
    """Yield the forms that lie in a page's context, however they are packed."""
    if isinstance(value, forms.BaseForm):
        yield value
    elif isinstance(value, BaseFormSet):
        yield from value.forms
    elif depth < DEEP:
        for inner in _inside(value):
            yield from forms_in(inner, depth + 1)


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, (list, tuple)):
        return list(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, one.name) for one in dataclasses.fields(value)]
    return []


def client_of(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend=BACKEND)
    return client


class Description:
    """Gathers what each address takes, by the name of the address."""

    def __init__(self, stage: Stage, views: dict[str, Callable[..., Any]], posts: list[str]) -> None:
        self.stage, self.views, self.posts = stage, views, posts
        self.fields: dict[str, dict[str, Schema]] = defaultdict(dict)
        self.files: set[str] = set()

    def address(self, name: str) -> str:
        return reverse(name, kwargs=self.stage.keys.get(name, {}))

    def ask_forms(self, name: str, person: User) -> None:
        """Post a field that no form knows, and read the forms that come back."""
        with transaction.atomic():
            answer = client_of(person).post(self.address(name), {"unknown": "1"})
            transaction.set_rollback(True)
        contexts: Any = answer.context or []
        layers = [layer for one in contexts for layer in getattr(one, "dicts", [one])]
        found = [form for layer in layers for form in forms_in(dict(layer))]
        bound = [form for form in found if form.is_bound]
        for form in bound or found:
            for key, field in form.fields.items():
                self.fields[name][form.add_prefix(key)] = of_field(field)
                if isinstance(field, forms.FileField):
                    self.files.add(name)

    def read_page(self, name: str, person: User | None) -> None:
        """Draw a page, and read what its forms send and where."""
        with transaction.atomic():
            answer = client_of(person).get(self.address(name))
            transaction.set_rollback(True)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"] or not answer.content:
            return
        for form in forming.forms(answer.content.decode(), f"http://x{self.address(name)}"):
            where = _name_of(form.address.removeprefix("http://x"))
            for key, sort, value in form.fields if where else ():
                if key not in forming.KEPT - {"stamp", "seen", "key"}:
                    self.fields[where].setdefault(key, words() if sort == "words" else {"enum": [value]})

    def of_address(self, name: str) -> dict[str, Schema]:
        """Describe one address: looked at, and posted to."""
        keys = self.stage.keys.get(name, {})
        path = [
            {"name": key, "in": "path", "required": True, "schema": {"enum": [str(value)]}}
            for key, value in keys.items()
        ]
        asked = sorted(set(ASKED.findall(_source_of(self.views[name]))))
        query = [{"name": key, "in": "query", "schema": words(60)} for key in asked]
        found = {
            "get": {"operationId": f"GET {name}", "parameters": path + query, "responses": _answers("get")}
        }
        if name in self.posts:
            found["post"] = {
                "operationId": f"POST {name}",
                "parameters": path,
                "requestBody": self._body(name),
                "responses": _answers("post"),
            }
        return found

    def _body(self, name: str) -> Schema:
        properties: Schema = {key: {"enum": [value]} for key, value in forming.UNASKED.items()}
        properties |= {"once": {"type": "string", "format": "uuid"}} | self.fields[name]
        schema = {"type": "object", "properties": properties, "required": sorted(self.fields[name])}
        kind = MULTIPART if name in self.files else ENCODED
        return {"required": True, "content": {kind: {"schema": schema}}}

    def whole(self) -> Schema:
        """Return the description of the house."""
        paths = {self._path(name): self.of_address(name) for name in self.views}
        return {"openapi": "3.1.0", "info": {"title": "Löfte", "version": "1"}, "paths": paths}

    def _path(self, name: str) -> str:
        """Return the address with its keys as OpenAPI writes them; two names may share one."""
        path = self.address(name)
        for key, value in self.stage.keys.get(name, {}).items():
            path = re.sub(rf"(?<=/){re.escape(str(value))}(?=[/.]|$)", f"{{{key}}}", path, count=1)
        return path


def _name_of(address: str) -> str:
    try:
        return resolve(address.split("?", maxsplit=1)[0]).view_name
    except Resolver404:
        return ""


def _source_of(view: Callable[..., Any]) -> str:
    module = inspect.getmodule(inspect.unwrap(view))
    return inspect.getsource(module) if module is not None else ""


def _answers(method: str) -> Schema:
    headers = {name: {"required": True, "schema": {"type": "string"}} for name in (*ALWAYS, *ALWAYS_TOO)}
    return {status: {"description": "one of ours", "headers": headers} for status in ANSWERS[method].split()}
