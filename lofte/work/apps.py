"""The floor `work`, as Django knows it."""

from django.apps import AppConfig

from lofte.base import clearing, doors, waiting
from lofte.work.clearable import PLANS, SWEEPS


class WorkConfig(AppConfig):
    name = "lofte.work"
    label = "work"
    verbose_name = "loggat arbete"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for plan in PLANS:
            clearing.register(plan)
        for sweep in SWEEPS:
            clearing.register_sweep(sweep)
        waiting.register("lofte.work.asked.waiting")
        waiting.register("lofte.work.doubles.waiting")
        doors.register("weigh-target", "work:weigh")
        doors.register("try-promise", "work:trial")
        doors.register("revise-target", "work:revise")
        waiting.register("lofte.work.deliveries.waiting.waiting")
