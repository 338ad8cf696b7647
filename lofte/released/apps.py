"""The floor `released`, as Django knows it."""

from django.apps import AppConfig


class ReleasedConfig(AppConfig):
    name = "lofte.released"
    label = "released"
    verbose_name = "publicerat"
    default_auto_field = "django.db.models.BigAutoField"
