"""A real backup from before a text went, put back: the text goes again by `lofte redact --replay`."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings as house
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

from lofte.base import sealing
from lofte.publication.redacting import actions, journal
from lofte.publication.redacting.actions import Decision
from lofte.work.models import Entry, EntryNote
from tests.cast import assembled
from tests.house import source
from tests.promised import Promised, a_tertial_of_work, promised, released

LOFTE = [sys.executable, "-c", "import sys; from lofte.site.cli import main; sys.exit(main())"]
WORDS = "kvastfenörn vid ån"
AT = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
DECISION = Decision("gdpr_17", "KS 2026/12", "Kommunstyrelsen", date(2026, 5, 12))
COMMENT = "Så här gick det, säger vi båda."  # what stands in the released follow-up
BIN = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path())


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "hem"
    settings.HOME.mkdir()
    return Path(settings.HOME)


def lofte(home: Path, url: str, *typed: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LOFTE_", "DJANGO_", "LC_"))
    }
    said = {"LOFTE_HOME": str(home), "LOFTE_SECRET_KEY": house.SECRET_KEY, "LOFTE_DATABASE_URL": url}
    return subprocess.run(
        [*LOFTE, *typed],
        cwd=source.ROOT,
        env=kept | said | {"LANG": "sv_SE.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


class SqliteFile:
    """`VACUUM INTO` a file, which is put where the database lies."""

    def __init__(self, folder: Path) -> None:
        self.copy, self.put_back = folder / "kopia.sqlite3", folder / "tillbaka.sqlite3"
        self.url = f"sqlite:///{self.put_back}"

    def back_up(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self.copy)])

    def restore(self) -> None:
        shutil.copy(self.copy, self.put_back)

    def content(self) -> bytes:
        return b"".join(
            one.read_bytes() for one in sorted(self.put_back.parent.glob(f"{self.put_back.name}*"))
        )

    def ask(self, question: str) -> list[str]:
        with closing(sqlite3.connect(self.put_back)) as there:
            return ["|".join(map(str, row)) for row in there.execute(question)]

    def drop(self) -> None:
        """The file goes with its folder."""


class PostgresqlDump:
    """`pg_dump` by the owner of the tables, put back in a database of its own."""

    def __init__(self, folder: Path) -> None:
        told = connection.settings_dict
        self.copy, self.name, self.there = folder / "kopia.dump", "lofte_put_back", told
        self.url = f"postgres://{told['USER']}@{told['HOST'].replace('/', '%2F')}/{self.name}"

    def run(self, tool: str, *typed: str) -> bytes:
        which = ["--host", self.there["HOST"], "--username", self.there["USER"]]
        return subprocess.run([str(BIN / tool), *which, *typed], capture_output=True, check=True).stdout

    def back_up(self) -> None:
        with pytest.raises(subprocess.CalledProcessError):  # rather none than one with rows left out
            self.run("pg_dump", "--format=custom", f"--file={self.copy}", self.there["NAME"])
        self.run(
            "pg_dump", "--enable-row-security", "--format=custom", f"--file={self.copy}", self.there["NAME"]
        )

    def restore(self) -> None:
        self.run("dropdb", "--if-exists", self.name)
        self.run("createdb", self.name)
        self.run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={self.name}", str(self.copy))

    def content(self) -> bytes:
        return self.run("pg_dump", "--enable-row-security", self.name)

    def ask(self, question: str) -> list[str]:
        typed = ["--no-psqlrc", "--tuples-only", "--no-align", "--command", question, self.name]
        return self.run("psql", *typed).decode().splitlines()

    def drop(self) -> None:
        self.run("dropdb", "--if-exists", self.name)


@pytest.fixture
def backup(
    settings: Settings, tmp_path: Path, transactional_db: None
) -> Iterator[SqliteFile | PostgresqlDump]:
    """A way of backing up; where the tables were made without migrations, they are noted as done."""
    settings.MIGRATION_MODULES = {}
    recorder = MigrationRecorder(connection)
    is_noted = recorder.has_table()
    if not is_noted:
        recorder.ensure_schema()
        for app, name in MigrationLoader(None).disk_migrations:
            recorder.record_applied(app, name)
    found = SqliteFile(tmp_path) if connection.vendor == "sqlite" else PostgresqlDump(tmp_path)
    yield found
    found.drop()
    if not is_noted:
        with connection.schema_editor() as editor:
            editor.delete_model(recorder.Migration)


def held(content: bytes, words: str) -> bool:
    """Whether a copy holds words, as they are or as bytes in hexadecimal."""
    return any(one in content for one in (words.encode(), words.encode().hex().encode()))


def rows_of_each_table() -> tuple[str, list[str]]:
    """Return a question that any database answers, and what ours answers."""
    tables = connection.introspection.table_names()
    question = " UNION ALL ".join(f"SELECT '{one}', count(*) FROM {one}" for one in tables) + " ORDER BY 1"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return question, [f"{table}|{n}" for table, n in cursor.fetchall()]


def test_what_a_restored_backup_brought_back_goes_again(
    home: Path, backup: SqliteFile | PostgresqlDump
) -> None:
    stage: Promised = promised(assembled())
    a_tertial_of_work(stage)
    released(stage)
    entry = Entry.objects.filter(organisation=stage.cast.police).earliest("pk")
    EntryNote.objects.create(entry=entry, text=f"Sedd med {WORDS}.")
    sealing.seal(at=AT)
    question, rows = rows_of_each_table()
    backup.back_up()
    for words in (WORDS, COMMENT):
        actions.redact(text=words, decision=DECISION, at=AT)
    before = journal.path().read_bytes()

    backup.restore()
    answered = backup.ask(question)
    trail = lofte(home, backup.url, "verify", "--trail")
    came_back = [held(backup.content(), words) for words in (WORDS, COMMENT)]
    warned = lofte(home, backup.url, "doctor")
    refused = lofte(home, backup.url, "serve", "--port", "1")
    replayed = lofte(home, backup.url, "redact", "--replay")

    assert answered == rows  # the walls hold no row back
    assert (trail.returncode, "Spåret är orört" in trail.stdout) == (0, True), trail.stdout + trail.stderr
    assert came_back == [True, True]
    assert "2 borttag är inte gjorda" in warned.stdout
    assert "Databasen vägrar att ändra det som skrivs en gång." in warned.stdout  # walls too
    assert (refused.returncode, "redact --replay" in refused.stderr) == (2, True)
    assert (replayed.returncode, replayed.stdout.strip()) == (0, "2 borttag gjordes på nytt."), (
        replayed.stderr
    )
    assert [held(backup.content(), words) for words in (WORDS, COMMENT)] == [False, False]
    assert journal.path().read_bytes() == before
