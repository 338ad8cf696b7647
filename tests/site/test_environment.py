"""Settings come from the environment, and a wrong one stops the start with a sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from lofte.site import environment
from tests.house import source


def test_without_an_address_the_database_is_a_file_in_the_home_folder(tmp_path: Path) -> None:
    settings = environment.database("", tmp_path)

    assert settings["NAME"] == str(tmp_path / "lofte.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize("url", ["sqlite:///srv/lofte/a%20b.sqlite3", "sqlite:////srv/lofte/a%20b.sqlite3"])
def test_a_sqlite_address_names_a_file(url: str, tmp_path: Path) -> None:
    assert environment.database(url, tmp_path)["NAME"] == "/srv/lofte/a b.sqlite3"


def test_a_postgresql_address_is_taken_apart(tmp_path: Path) -> None:
    settings = environment.database("postgres://lo:s%40fe@db.example.org:5433/lofte", tmp_path)

    parts = {key: settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    assert parts == {
        "USER": "lo",
        "PASSWORD": "s@fe",
        "HOST": "db.example.org",
        "PORT": "5433",
        "NAME": "lofte",
    }
    assert settings["CONN_MAX_AGE"] == 0  # the pool keeps the connections


def test_the_folder_of_a_socket_keeps_its_capitals(tmp_path: Path) -> None:
    assert environment.database("postgres://lofte@%2Frun%2FPg/lofte", tmp_path)["HOST"] == "/run/Pg"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://x/y",
        "lofte.sqlite3",
        "sqlite:",
        "sqlite://lofte",
        "postgres://host",
        "postgres://host:abc/name",
    ],
)
def test_a_wrong_database_address_is_refused_by_name(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="LOFTE_DATABASE_URL"):
        environment.database(url, tmp_path)


@pytest.mark.parametrize(
    ("raw", "read"), [("1", True), ("yes", True), ("0", False), ("no", False), ("", False)]
)
def test_a_flag_is_yes_or_no(raw: str, read: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOFTE_DEMO", raw)

    assert environment.flag("LOFTE_DEMO") is read


def test_a_flag_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOFTE_DEMO", "kanske")

    with pytest.raises(ImproperlyConfigured, match="LOFTE_DEMO"):
        environment.flag("LOFTE_DEMO")


def test_the_key_is_made_once_and_read_by_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOFTE_SECRET_KEY", raising=False)

    first, second = environment.secret_key(tmp_path), environment.secret_key(tmp_path)

    assert first == second
    assert len(first) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_short_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOFTE_SECRET_KEY", "kort")

    with pytest.raises(ImproperlyConfigured, match="LOFTE_SECRET_KEY"):
        environment.secret_key(tmp_path)


@pytest.mark.parametrize("contact", ["", "mailto:fel@lillkoping.invalid", "https://lillkoping.invalid/fel"])
def test_faults_are_reported_by_mail_on_a_page_or_nowhere(
    contact: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOFTE_SECURITY_CONTACT", contact)

    assert environment.security_contact() == contact


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("LOFTE_SECURITY_CONTACT", "fel@lillkoping.invalid"),
        ("LOFTE_SECURITY_CONTACT", "https://x.invalid/\nContact: mailto:annan@x.invalid"),
        ("LOFTE_CONTACT", "lillkoping.invalid"),
        ("LOFTE_CONTACT", '"><b>@lillkoping.invalid'),
    ],
)
def test_a_wrong_contact_is_refused_by_name(name: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, wrong)

    with pytest.raises(ImproperlyConfigured, match=name):
        environment.security_contact() if "SECURITY" in name else environment.mail_address(name)


def test_a_home_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LOFTE_HOME", str(tmp_path / "file" / "home"))

    with pytest.raises(ImproperlyConfigured, match="LOFTE_HOME"):
        environment.home()


def _lofte(*typed: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import sys; from lofte.site.cli import main; sys.exit(main())", *typed],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lofte.site.settings",
            "LC_ALL": "sv_SE.UTF-8",
            **settings,
        },
        cwd=source.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_setting_is_one_sentence_on_the_command_line(tmp_path: Path) -> None:
    run = _lofte("doctor", LOFTE_HOME=str(tmp_path), LOFTE_BASE_URL="loften.example.se")

    assert run.returncode == 2
    assert run.stderr == "LOFTE_BASE_URL must begin with http:// or https://\n"


NOBODY = "postgres://nobody@127.0.0.1:1/x"  # no server listens at port 1


@pytest.mark.parametrize(
    "typed", [["admin", "migrate"], ["followup", "a", "b", "2021-T1", "--out", "ut"], ["serve"]], ids=" ".join
)
def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path, typed: list[str]) -> None:
    run = _lofte(*typed, LOFTE_HOME=str(tmp_path), LOFTE_DATABASE_URL=NOBODY)

    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert run.stderr.startswith("Databasen svarar inte: ")
    assert "Connection refused" in run.stderr


def test_the_doctor_goes_on_without_a_database(tmp_path: Path) -> None:
    run = _lofte("doctor", LOFTE_HOME=str(tmp_path), LOFTE_DATABASE_URL=NOBODY)

    assert run.returncode == 1
    assert run.stderr == ""
    assert "✗ Databasen svarar inte: " in run.stdout
    assert "✓ Löfte kan skriva i" in run.stdout


OVER_TLS = """
import django
django.setup()
from django.conf import settings
from django.test import Client
answer = Client().get("/.well-known/security.txt", secure=True, headers={"host": "loften.example.se"})
print(answer.status_code, answer["Strict-Transport-Security"])
for what in ("SECURE", "HTTPONLY", "SAMESITE"):
    print(getattr(settings, f"SESSION_COOKIE_{what}"), getattr(settings, f"CSRF_COOKIE_{what}"))
"""


def test_a_site_that_speaks_tls_never_speaks_without(tmp_path: Path) -> None:
    surroundings = os.environ | {
        "LOFTE_HOME": str(tmp_path),
        "LOFTE_HOSTS": "loften.example.se",
        "LOFTE_BASE_URL": "https://loften.example.se",
        "LOFTE_SECURITY_CONTACT": "mailto:fel@example.se",
        "DJANGO_SETTINGS_MODULE": "lofte.site.settings",
    }

    run = subprocess.run(
        [sys.executable, "-c", OVER_TLS],
        env=surroundings,
        cwd=source.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stdout.splitlines() == ["200 max-age=31536000", "True True", "True True", "Lax Lax"], (
        run.stderr
    )
