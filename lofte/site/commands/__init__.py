"""Verbs that stand on the whole house; importing this package sets the house up."""

import os

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.utils import translation

from lofte.site.commandline import Refusal, language

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lofte.site.settings")
try:
    django.setup()
except ImproperlyConfigured as error:
    raise Refusal(str(error)) from error
translation.activate(language())
# A command has one connection, and hears at once why it has none.
for database in connections.settings.values():
    database["OPTIONS"].pop("pool", None)
