"""Addresses of the staff's start page, and of where a promise stands."""

from django.urls import path

from lofte.overview import views
from lofte.overview.trail import views as trail

app_name = "overview"
urlpatterns = [
    path("", views.start, name="start"),
    path("sparet/", trail.trail, name="trail"),
    path("sparet.csv", trail.file, name="trail-file"),
    path("logga/lage/", views.standing, name="standing"),
    path("logga/lage/<int:promise_id>/", views.progress, name="progress"),
]
