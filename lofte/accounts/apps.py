"""The floor `accounts`, as Django knows it."""

from django.apps import AppConfig

from lofte.accounts.clearable import PLANS, SWEEPS
from lofte.base import clearing, waiting


class AccountsConfig(AppConfig):
    name = "lofte.accounts"
    label = "accounts"
    verbose_name = "konton"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what can be cleared, and offer the start page what waits for a second administrator."""
        for plan in PLANS:
            clearing.register(plan)
        for sweep in SWEEPS:
            clearing.register_sweep(sweep)
        waiting.register("lofte.accounts.people.waiting.waiting")
