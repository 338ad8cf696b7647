"""Templates that draw nothing: for a test that asks who is let in, and not what the page looks like."""

from typing import Any

from django.http import HttpRequest
from django.template.backends.base import BaseEngine
from django.utils.safestring import SafeString

BLANK = [{"BACKEND": "tests.blank.Blank", "DIRS": [], "APP_DIRS": False, "OPTIONS": {}}]


class Nothing:
    """A template without a word in it."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        return SafeString("")


class Blank(BaseEngine):
    """Finds every template, and finds it empty."""

    def __init__(self, params: dict[str, Any]) -> None:
        params = params.copy()
        params.pop("OPTIONS")
        super().__init__(params)

    def from_string(self, template_code: str) -> Nothing:
        return Nothing()

    def get_template(self, template_name: str) -> Nothing:
        return Nothing()
