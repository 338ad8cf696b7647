"""The floor `accounts`, as Django knows it."""

from django.apps import AppConfig

from lofte.base import waiting


class AccountsConfig(AppConfig):
    name = "lofte.accounts"
    label = "accounts"
    verbose_name = "konton"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the start page what waits for a second administrator."""
        waiting.register("lofte.accounts.people.waiting.waiting")
