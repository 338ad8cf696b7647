"""The floor `accounts`, as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lofte.accounts"
    label = "accounts"
    verbose_name = "konton"
    default_auto_field = "django.db.models.BigAutoField"
