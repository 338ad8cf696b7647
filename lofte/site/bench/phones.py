"""Phones of a bench: each hands in its queue as the app does, until an answer has come for every entry."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event
from time import sleep
from typing import Any
from urllib.parse import urlencode

PHONE = "/intern/logga/telefon/"
PATIENCE = 30  # seconds for one answer
PAUSE = 0.2  # seconds before the next try


class NoAnswer(Exception):
    """The server is not there, or died before it answered."""


@dataclass
class Phone:
    """One person's phone, and what came of what it had queued."""

    port: int
    session: str
    queue: Sequence[dict[str, str]]
    account: int = 0
    token: str = ""
    cookie: str = ""
    connection: HTTPConnection | None = None
    n_again: int = 0
    saved: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def hand_in(self, is_over: Event) -> None:
        """Go through the queue in order; what got no answer is handed in again with the same key."""
        for entry in self.queue:
            while not is_over.is_set():
                try:
                    self._one(entry)
                except NoAnswer:
                    self.n_again += 1
                    sleep(PAUSE)
                else:
                    break

    def _one(self, entry: dict[str, str]) -> None:
        if not self.token:
            told = self._ask("GET", f"{PHONE}konto/")[1]
            self.account, self.token = told["account"], told["token"]
        body = urlencode(entry | {"account": str(self.account)})
        status, told = self._ask("POST", f"{PHONE}slag/{entry['kind']}/", body)
        if status == 200 and told["key"] == entry["once"]:
            self.saved.append(entry["once"])
        elif status == 422:
            self.refused.append(entry["once"])
        else:
            raise NoAnswer

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, dict[str, Any]]:
        """Ask once; every fault closes the connection and asks for a fresh token the next time."""
        try:
            self.connection = self.connection or HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            self.connection.request(method, path, body=body, headers=self._headers())
            answer = self.connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                if cookie.startswith("csrftoken="):
                    self.cookie = cookie.partition(";")[0]
            return answer.status, json.loads(answer.read())
        except (OSError, HTTPException, ValueError) as fault:
            if self.connection is not None:
                self.connection.close()
            self.connection, self.token = None, ""
            raise NoAnswer from fault

    def _headers(self) -> dict[str, str]:
        return {
            "Host": f"localhost:{self.port}",
            "Cookie": f"lofte_session={self.session}; {self.cookie}",
            "X-CSRFToken": self.token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
