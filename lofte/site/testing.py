"""Settings for the tests: a home of their own, quick passwords, static files as they lie in the source."""

import os
import tempfile

# pytest-django loads the settings before any conftest, so what must stand in the environment is set here.
_HOME = tempfile.TemporaryDirectory(prefix="lofte-test-")
os.environ["LOFTE_HOME"] = _HOME.name
os.environ["LOFTE_DATABASE_URL"] = os.environ.get("LOFTE_TEST_DATABASE_URL", "")
for _name in ("LOFTE_DEMO", "LOFTE_BASE_URL", "LOFTE_HOSTS", "LOFTE_SECRET_KEY", "LOFTE_EMAIL_URL"):
    os.environ.pop(_name, None)

from lofte.site.settings import *  # noqa: E402, F403  (the environment comes first)
from lofte.site.settings import ALLOWED_HOSTS, DATABASES, STORAGES  # noqa: E402

# One for all processes: tests in the browser make the addresses of entries that a server of its own answers.
SECRET_KEY = "a key for the tests, and for nothing else whatever"  # noqa: S105
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the tests make hundreds of people
STORAGES = {
    **STORAGES,
    # hashed names would need a collected copy, and a stale copy would be tested instead of the source
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
SECOND_FACTOR_KINDS = frozenset[
    str
]()  # who is signed in by force has given no code; tests of the door set it
if "pool" in DATABASES["default"]["OPTIONS"]:
    # the pool's threads hold connections open, and a database in use cannot be dropped afterwards
    del DATABASES["default"]["OPTIONS"]["pool"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # rows that nobody asked an order for come the other way round, as PostgreSQL may give them
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA reverse_unordered_selects=ON;"
