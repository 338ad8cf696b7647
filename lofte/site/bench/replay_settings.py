"""The site's own settings, with processes that now and then die between writing and answering."""

from lofte.site.settings import *  # noqa: F403  (the bench measures the site as it is)
from lofte.site.settings import MIDDLEWARE, STORAGES

MIDDLEWARE = ["lofte.site.bench.dying.DiesUnheard", *MIDDLEWARE]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
