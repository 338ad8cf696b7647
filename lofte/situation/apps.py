"""The floor `situation`, as Django knows it."""

from django.apps import AppConfig


class SituationConfig(AppConfig):
    name = "lofte.situation"
    label = "situation"
    verbose_name = "läget"
    default_auto_field = "django.db.models.BigAutoField"
