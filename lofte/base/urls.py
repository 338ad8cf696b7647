"""Addresses of the components page."""

from django.urls import URLPattern

app_name = "base"
urlpatterns: list[URLPattern] = []
