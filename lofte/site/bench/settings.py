"""The site's own settings, with one more address: an empty view behind the same middleware."""

from lofte.site.settings import *  # noqa: F403  (the bench measures the site as it is)

ROOT_URLCONF = "lofte.site.bench.urls"
