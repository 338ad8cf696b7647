"""What a page must never do: speak of errors, break the content policy, lose a request, leave the house."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

LOCAL_SCHEMES = {"data", "blob", "about"}


@dataclass
class Watch:
    """Listens to every page of a context, and tells what it has heard."""

    host: str
    faults: list[str] = field(default_factory=list)
    awaited: frozenset[int] = frozenset()

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    @contextmanager
    def awaiting(self, *statuses: int) -> Iterator[None]:
        """Let the server refuse with one of these while the block lasts."""
        before, self.awaited = self.awaited, frozenset(statuses)
        try:
            yield
        finally:
            self.awaited = before

    def heard(self) -> list[str]:
        """Return the faults so far, and forget them."""
        heard, self.faults = self.faults, []
        return heard

    def _console(self, message: ConsoleMessage) -> None:
        # a refused request is judged by its status, below
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in LOCAL_SCHEMES and parts.netloc != self.host:
            self.faults.append(f"another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # a download, or a page left before all of it had come, ends the request on purpose
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"lost: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.awaited:
            self.faults.append(f"refused: {response.status} {response.request.method} {response.url}")
