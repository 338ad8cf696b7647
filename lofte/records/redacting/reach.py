"""Whose things a text stands in: what one partnership's two keys may not reach is the operator's."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet

from lofte.accounts.models import Membership, Organisation, Partnership, Role, User
from lofte.publication.redacting.actions import Places
from lofte.publication.redacting.live import Found

DEEPEST = 5  # keys in a row from a thing to whose it is
BATCH = 500  # keys in one statement
Keys = set[Any]


def is_within(places: Places, partnership: Partnership, organisation: Organisation) -> bool:
    """Whether every place is the partnership's, or the own organisation's."""
    if not Partnership.objects.exclude(pk=partnership.pk).exists():
        return True  # nobody else is here
    if any(release.partnership_slug != partnership.slug for release, _ in places.released):
        return False
    return all(_is_ours(one, partnership, organisation) for one in places.live)


def _is_ours(found: Found, partnership: Partnership, organisation: Organisation) -> bool:
    """What belongs to no one is everybody's: kinds of work, areas, a person without a role."""
    model: type[Model] = apps.get_model(found.model)
    left = set(found.keys)
    for target, stray in (
        (Partnership, _stray_partnerships),
        (Organisation, _stray_organisations),
        (User, _stray_people),
    ):
        owners = _owners(model, target, left)
        if any(stray(keys, partnership, organisation) for keys in owners.values()):
            return False
        left -= owners.keys()
    return not left


def _owners(model: type[Model], target: type[Model], keys: Keys) -> dict[Any, Keys]:
    """Return, for each row that leads to one, the owners of a kind that it leads to, by all its ways."""
    found: dict[Any, Keys] = {}
    every = sorted(keys)
    for path in _paths(model, target):
        for start in range(0, len(every), BATCH):
            batch = every[start : start + BATCH]
            rows: QuerySet[Model] = QuerySet(model=model).filter(pk__in=batch).order_by("pk")
            for key, owner in rows.values_list("pk", path):
                if owner is not None:
                    found.setdefault(key, set()).add(owner)
    return found


def _paths(model: type[Model], target: type[Model], depth: int = DEEPEST) -> Iterator[str]:
    if model is target:
        yield "pk"
        return
    if model in {Partnership, Organisation, User} or not depth:
        return
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model is not model:
            for way in _paths(field.related_model, target, depth - 1):
                yield f"{field.name}__{way}"


def _stray_partnerships(keys: Keys, partnership: Partnership, _: Organisation) -> bool:
    return keys != {partnership.pk}


def _stray_organisations(keys: Keys, partnership: Partnership, organisation: Organisation) -> bool:
    return any(
        key != organisation.pk
        and set(Membership.objects.filter(organisation=key).values_list("partnership", flat=True))
        != {partnership.pk}
        for key in keys
    )


def _stray_people(keys: Keys, partnership: Partnership, _: Organisation) -> bool:
    return any(
        set(Role.objects.filter(user=key).values_list("partnership", flat=True)) != {partnership.pk}
        for key in keys
    )
