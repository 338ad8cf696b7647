"""The floor `overview`, as Django knows it."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "lofte.overview"
    label = "overview"
    verbose_name = "översikt"
    default_auto_field = "django.db.models.BigAutoField"
