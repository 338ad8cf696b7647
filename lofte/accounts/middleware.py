"""Notes that a session is in use, where it was read anyway: public pages read none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from lofte.accounts.entering import sittings


class Seen:
    """Keeps the list of one's sign-ins true to the hour."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.session.accessed:
            sittings.note_seen(request, timezone.now())
        return answer
