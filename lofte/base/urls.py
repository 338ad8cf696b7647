"""Addresses of the components page."""

from django.urls import path

from lofte.base import views

app_name = "base"
urlpatterns = [path("", views.components, name="components")]
