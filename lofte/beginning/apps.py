"""The floor `beginning`, as Django knows it."""

from django.apps import AppConfig

from lofte.base import doors, waiting


class BeginningConfig(AppConfig):
    name = "lofte.beginning"
    label = "beginning"
    verbose_name = "början"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lead here from the people's pages, and let the start page say what is half begun."""
        doors.register("begin-organisations", "beginning:organisations")
        doors.register("begin-groups", "beginning:groups")
        doors.register("begin", "beginning:steps")
        waiting.register("lofte.beginning.queries.waiting")
