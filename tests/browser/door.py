"""The server's door for the browser tests: the clock is set to a given moment, and one address fails."""

import os
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

_real_now = timezone.now
_ahead: timedelta = datetime.fromisoformat(os.environ["BROWSER_TEST_NOW"]) - _real_now()


def _set_now() -> datetime:
    return _real_now() + _ahead


timezone.now = _set_now
settings.ROOT_URLCONF = "tests.browser.urls"

from lofte.site.wsgi import application  # noqa: E402  (the clock is set before anything reads it)

__all__ = ["application"]
