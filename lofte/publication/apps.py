"""The floor `publication`, as Django knows it."""

from django.apps import AppConfig

from lofte.base import sequels


class PublicationConfig(AppConfig):
    name = "lofte.publication"
    label = "publication"
    verbose_name = "publicering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        sequels.register("promise.adopted", "lofte.publication.actions.follow_adoption")
