"""Run by the bench `pages` on a database of its own: the follow-up pages and what each one costs."""

import hashlib
import json
import sys

from django.db import connection
from django.db.models.functions import Length
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.released.models import Page


def ask() -> None:
    """Print every released follow-up page in Swedish with its size and its queries, the largest first."""
    client = Client(SERVER_NAME="localhost")
    pages = Page.objects.filter(language="sv", path__regex=r"/v\d+/$").annotate(size=Length("body"))
    found = []
    for path, size in pages.order_by("-size", "pk").values_list("path", "size"):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        page = {"path": path, "size": size, "status": answer.status_code, "queries": len(queries)}
        found.append({**page, "sha256": hashlib.sha256(answer.content).hexdigest()})
    json.dump(found, sys.stdout)
