"""What a fault tells the log: where, and of what kind; never the words it carries."""

import logging

import pytest
from django.test import Client

from lofte.base.logs import Discreet

SECRET = "Key (text)=(Ring 070-174 06 05) already exists."


def _fail() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as fault:
        raise RuntimeError(SECRET) from fault


def test_a_fault_tells_where_and_what_kind_but_not_its_words() -> None:
    with pytest.raises(RuntimeError) as caught:
        _fail()
    fault = (caught.type, caught.value, caught.tb)

    record = logging.LogRecord("prov", logging.ERROR, __file__, 1, "failed", None, fault)
    said = Discreet("%(message)s").format(record)

    assert "070" not in said
    assert said.startswith("failed\n")
    assert said.endswith("builtins.RuntimeError")
    assert "builtins.KeyError" in said
    assert "in _fail" in said


def test_a_request_for_another_host_is_refused_without_a_page_of_log(
    client: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = client.get("/", headers={"host": "annan.example"})

    assert answer.status_code == 400
    assert not logging.getLogger("django.security.DisallowedHost").isEnabledFor(logging.ERROR)
    assert "Traceback" not in capfd.readouterr().err
