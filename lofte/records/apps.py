"""The floor `records`, as Django knows it."""

from django.apps import AppConfig

from lofte.base import clearing, waiting
from lofte.records.clearable import PLANS


class RecordsConfig(AppConfig):
    name = "lofte.records"
    label = "records"
    verbose_name = "handlingar"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for plan in PLANS:
            clearing.register(plan)
        clearing.register_decider("lofte.records.queries.decided_days")
        waiting.register("lofte.records.queries.waiting")
        waiting.register("lofte.records.registering.queries.waiting")
        waiting.register("lofte.records.redacting.queries.waiting")
