"""Addresses of the floor `public`: every address that nobody else has taken, asked of the released pages."""

from django.urls import path

from lofte.public import views

app_name = "public"
urlpatterns = [
    path("", views.page, name="front"),
    path("<path:path>", views.page, name="page"),
]
