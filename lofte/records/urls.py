"""Addresses of the records, under /intern/gallring/."""

from django.urls import path

from lofte.records import views

app_name = "records"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:partnership>/", views.clearing, name="clearing"),
    path("<slug:partnership>/<slug:organisation>/<slug:plan>/", views.sort, name="sort"),
    path("<slug:partnership>/<slug:organisation>/<slug:plan>/beslut/", views.decide, name="decide"),
    path("<slug:partnership>/<slug:organisation>/<slug:plan>/stopp/", views.hold, name="hold"),
    path("<slug:partnership>/<slug:organisation>/<slug:plan>/stopp/<int:hold_id>/", views.lift, name="lift"),
]
