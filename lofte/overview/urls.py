"""Address of the staff's start page."""

from django.urls import path

from lofte.overview import views

app_name = "overview"
urlpatterns = [path("", views.start, name="start")]
