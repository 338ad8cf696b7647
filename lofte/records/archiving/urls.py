"""Addresses of the packages for the e-archive, under /intern/arkiv/."""

from django.urls import path

from lofte.records.archiving import views

app_name = "archiving"
HOME = "<slug:partnership>/<slug:organisation>/"
urlpatterns = [
    path(HOME, views.archive, name="archive"),
    path(f"{HOME}paket/", views.make, name="make"),
    path(f"{HOME}<int:pk>/paket.zip", views.file, name="file"),
    path(f"{HOME}<int:pk>/kvitto/", views.receipt, name="receipt"),
]
