"""The floor `overview`, as Django knows it."""

from django.apps import AppConfig

from lofte.base import doors


class OverviewConfig(AppConfig):
    name = "lofte.overview"
    label = "overview"
    verbose_name = "översikt"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        doors.register("trail", "overview:trail")
