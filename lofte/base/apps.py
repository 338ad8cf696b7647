"""The floor `base`, as Django knows it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.urls import register_converter

from lofte.base import guards, hidden_keys


class BaseConfig(AppConfig):
    name = "lofte.base"
    label = "base"
    verbose_name = "grund"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register_converter(hidden_keys.EntryKey, "entry")
        register_converter(hidden_keys.ShareKey, "share")
        pre_migrate.connect(guards.take_down, sender=self)
        post_migrate.connect(guards.put_up, sender=self)
