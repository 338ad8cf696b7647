"""The floor `records`, as Django knows it."""

from django.apps import AppConfig

from lofte.base import waiting


class RecordsConfig(AppConfig):
    name = "lofte.records"
    label = "records"
    verbose_name = "handlingar"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        waiting.register("lofte.records.queries.waiting")
