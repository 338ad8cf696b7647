"""Run by the bench `replay` on a database of its own: phones with queues, and a server that is killed."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import monotonic
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from lofte.accounts.actions import give_first_rights
from lofte.accounts.models import Membership, Organisation, Partnership, Role, User
from lofte.base.models import AuditEvent
from lofte.places.models import Area, AreaSet, Containment
from lofte.promises.models import KindOfWork
from lofte.site.bench.dying import DEATHS
from lofte.site.bench.pages import free_port
from lofte.site.bench.phones import Phone
from lofte.work.models import Entry, EntryNote

LIFE = (3.0, 9.0)  # seconds that a server answers before all of it is killed
LIFE_LONG = (10.0, 40.0)  # the same where there is much to hand in: starting is what takes the time
MANY = 1000  # entries
LONGEST = 1800  # seconds: then it has failed
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Server:
    """A real server on this machine, killed without warning and started anew on the same port."""

    port: int
    life: tuple[float, float]
    n_kills: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "python:lofte.site.server"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "critical"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def kill(self) -> None:
        """Kill the server with all its processes, whatever they are in the middle of."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def be_killed(self, is_over: Event, chance: Random) -> None:
        """Live a while from the first answer on, be killed, come back: until it is over."""
        while not is_over.wait(0.1):
            if not self._answers():
                continue
            if not is_over.wait(chance.uniform(*self.life)):
                self.kill()
                self.n_kills += 1
                self.start()

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as asked:
                asked.sendall(b"GET /halsa/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                return bool(asked.recv(1))
        except OSError:
            return False


def replay(n_entries: int, n_clients: int) -> None:
    """Queue the entries in the phones, let them hand in, and print what lies in the database."""
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(1)
    )  # else the server would outlive a bench that is stopped
    call_command("migrate", interactive=False, verbosity=0)
    port = free_port()
    phones = _phones(port, n_entries, n_clients)
    connection.close()
    began = monotonic()
    with _served(Server(port, LIFE if n_entries < MANY else LIFE_LONG)) as server:
        over = Event()
        threads = [Thread(target=phone.hand_in, args=(over,), daemon=True) for phone in phones]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(max(0.0, LONGEST - (monotonic() - began)))
        over.set()
    json.dump(_found(phones, server) | {"seconds": monotonic() - began}, sys.stdout)


@contextmanager
def _served(server: Server) -> Iterator[Server]:
    over = Event()
    server.start()
    killer = Thread(target=server.be_killed, args=(over, Random(7)), daemon=True)  # noqa: S311  # nosec B311
    killer.start()
    try:
        yield server
    finally:
        over.set()
        killer.join()
        server.kill()


def _found(phones: list[Phone], server: Server) -> dict[str, object]:
    """Hold what the phones were told against what lies there: each key once, with its note and its line."""
    queued = {entry["once"]: phone.session for phone in phones for entry in phone.queue}
    rows = [str(key) for key in Entry.objects.values_list("key", flat=True)]
    saved = [key for phone in phones for key in phone.saved]
    n_lines = AuditEvent.objects.filter(verb="entry.logged").count()
    is_exact = (
        sorted(rows) == sorted(saved) == sorted(queued)
        and EntryNote.objects.count() == n_lines == len(queued)
        and not any(phone.refused for phone in phones)
    )
    told = Path(settings.HOME) / DEATHS
    deaths = told.stat().st_size if told.exists() else 0
    return {
        "n_rows": len(rows),
        "is_exact": is_exact,
        "n_kills": server.n_kills,
        "n_deaths": deaths,
        "n_again": sum(phone.n_again for phone in phones),
    }


def _phones(port: int, n_entries: int, n_clients: int) -> list[Phone]:
    kind, area, partnership, police = _world()
    today = timezone.localdate().isoformat()
    phones = []
    for number in range(n_clients):
        user = User(email=f"telefon-{number}@example.invalid", name=f"Telefon {number}")
        user.set_unusable_password()
        user.save()
        Role.objects.create(
            user=user, partnership=partnership, organisation=police, kind="field", starts=date(2020, 1, 1)
        )
        queue = [
            {
                "once": str(uuid4()),
                "kind": kind.code,
                "area": str(area.pk),
                "minutes": str(10 + n % 50),
                "occurred_on": today,
            }
            for n in range(number, n_entries, n_clients)
        ]
        phones.append(Phone(port, _session_of(user), queue))
    return phones


def _session_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _world() -> tuple[KindOfWork, Area, Partnership, Organisation]:
    partnership = Partnership.objects.create(slug="bench", name="Bench", municipality_name="Bench")
    give_first_rights(partnership)
    police = Organisation.objects.create(slug="polis", name="Polis", short_name="Polis", kind="police")
    Membership.objects.create(partnership=partnership, organisation=police)
    kind = KindOfWork.objects.create(code="foot-patrol", name="Fotpatrull", character="preventive")
    keys = {"version_year": 2025, "geometry": {}, "label_lon": 0, "label_lat": 0}
    area = Area.objects.create(code="A1", name="A1", kind="regso", **keys)
    held = AreaSet.objects.create(partnership=partnership, slug="a1", name="A1")
    Containment.objects.create(area_set=held, area=area)
    return kind, area, partnership, police
