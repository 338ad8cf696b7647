"""A server that dies at the worst moment: the row is written, and nobody will ever hear of it."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ONE_IN = 150  # entries
DEATHS = "deaths"  # the file in the home folder with a letter for each
_chance = Random()  # noqa: S311  # nosec B311


class DiesUnheard:
    """Kills its own process after the commit, before the answer, now and then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.method == "POST" and answer.status_code == 200 and _chance.randrange(ONE_IN) == 0:
            with (Path(settings.HOME) / DEATHS).open("a", encoding="ascii") as told:
                told.write("x")
            os.kill(os.getpid(), signal.SIGKILL)
        return answer
