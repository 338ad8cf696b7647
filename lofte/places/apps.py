"""The floor `places`, as Django knows it."""

from django.apps import AppConfig

from lofte.base import local_words


class PlacesConfig(AppConfig):
    name = "lofte.places"
    label = "places"
    verbose_name = "platser"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        local_words.register("lofte.places.queries.local_names")
