"""The floor `promises`, as Django knows it."""

from django.apps import AppConfig

from lofte.base import waiting


class PromisesConfig(AppConfig):
    name = "lofte.promises"
    label = "promises"
    verbose_name = "medborgarlöften"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        waiting.register("lofte.promises.waiting.waiting")
