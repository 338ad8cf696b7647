"""Addresses of what is taken away by two persons, under /intern/borttag/."""

from django.urls import path

from lofte.records.redacting import views

app_name = "redacting"
ONE = "<slug:partnership>/<int:pk>/"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("<slug:partnership>/", views.index, name="index"),
    path("<slug:partnership>/begar/", views.ask, name="ask"),
    path(ONE, views.show, name="show"),
    path(f"{ONE}bekrafta/", views.confirm, name="confirm"),
    path(f"{ONE}ta-tillbaka/", views.withdraw, name="withdraw"),
]
