"""The floor `places`, as Django knows it."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "lofte.places"
    label = "places"
    verbose_name = "platser"
    default_auto_field = "django.db.models.BigAutoField"
