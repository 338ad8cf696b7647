"""The floor `beginning`, as Django knows it."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lofte.base import clearing, doors, waiting


class BeginningConfig(AppConfig):
    name = "lofte.beginning"
    label = "beginning"
    verbose_name = "början"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lead here from the people's pages, and let the start page say what is half begun."""
        a_year = timedelta(days=365)
        clearing.register_sweep(
            clearing.Sweep(
                "first-keys", _("Gamla första nycklar"), "beginning.FirstKey", "expires_at", a_year
            )
        )
        doors.register("begin-organisations", "beginning:organisations")
        doors.register("begin-groups", "beginning:groups")
        doors.register("begin", "beginning:steps")
        waiting.register("lofte.beginning.queries.waiting")
