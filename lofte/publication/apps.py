"""The floor `publication`, as Django knows it."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "lofte.publication"
    label = "publication"
    verbose_name = "publicering"
    default_auto_field = "django.db.models.BigAutoField"
