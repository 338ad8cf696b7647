"""The house as a whole, as Django knows it."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lofte.site"
    label = "lofte_site"
    verbose_name = "Löfte"
