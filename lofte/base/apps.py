"""The floor `base`, as Django knows it."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "lofte.base"
    label = "base"
    verbose_name = "grund"
    default_auto_field = "django.db.models.BigAutoField"
