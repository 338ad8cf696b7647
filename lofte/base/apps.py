"""The floor `base`, as Django knows it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from lofte.base import guards


class BaseConfig(AppConfig):
    name = "lofte.base"
    label = "base"
    verbose_name = "grund"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        pre_migrate.connect(guards.take_down, sender=self)
        post_migrate.connect(guards.put_up, sender=self)
