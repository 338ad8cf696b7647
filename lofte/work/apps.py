"""The floor `work`, as Django knows it."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "lofte.work"
    label = "work"
    verbose_name = "loggat arbete"
    default_auto_field = "django.db.models.BigAutoField"
