"""The floor `records`, as Django knows it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "lofte.records"
    label = "records"
    verbose_name = "handlingar"
    default_auto_field = "django.db.models.BigAutoField"
