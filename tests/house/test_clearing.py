"""What holds people has a plan, goes by itself after a fixed time, or says in one line why it stays."""

from django.apps import apps

from lofte.base import clearing
from lofte.base.privacy import Privacy

LIBRARIES = {"sessions.Session", "axes.AccessAttempt", "axes.AccessFailureLog", "axes.AccessLog"}


def planned() -> set[str]:
    swept = {sweep.model for sweep in clearing.sweeps()}
    return swept | {plan.model for plan in clearing.plans()}


def personal() -> dict[str, Privacy]:
    said = {model._meta.label: model.__dict__.get("Privacy") for model in apps.get_models()}
    return {label: one for label, one in said.items() if one is not None and one.holds == "personal"}


def test_every_table_of_people_is_cleared_or_says_why_it_stays() -> None:
    silent = {label for label, said in personal().items() if not said.stays} - planned()

    assert silent == set()


def test_what_is_cleared_says_of_itself_no_reason_to_stay() -> None:
    both = {label for label, said in personal().items() if said.stays} & planned()

    assert both == set()


def test_the_tables_of_sign_in_that_libraries_bring_go_by_themselves() -> None:
    assert {sweep.model for sweep in clearing.sweeps()} >= LIBRARIES


def test_what_goes_by_itself_goes_when_its_table_says() -> None:
    said = personal()

    for sweep in clearing.sweeps():
        if sweep.model in said:
            assert said[sweep.model].gallring == sweep.kept, sweep.model
