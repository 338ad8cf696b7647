"""Addresses of the situation, under /intern/laget/."""

from django.urls import path

from lofte.situation import views

app_name = "situation"
urlpatterns = [
    path("<slug:partnership>/", views.indicators, name="indicators"),
    path("<slug:partnership>/nytt/", views.begin, name="begin"),
    path("<slug:partnership>/<slug:indicator>/", views.indicator, name="indicator"),
    path("<slug:partnership>/<slug:indicator>/varde/", views.write, name="write"),
    path("<slug:partnership>/<slug:indicator>/varde/<int:value_id>/", views.correct, name="correct"),
]
