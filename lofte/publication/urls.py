"""Addresses of the floor `publication`."""

from django.urls import path

from lofte.publication import views

app_name = "publication"
urlpatterns = [
    path("<int:pk>/", views.show, name="preview"),
    path("<int:pk>/publicera/", views.release, name="release"),
]
