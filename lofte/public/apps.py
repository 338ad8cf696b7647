"""The floor `public`, as Django knows it."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "lofte.public"
    label = "public"
    verbose_name = "öppna sidor"
    default_auto_field = "django.db.models.BigAutoField"
