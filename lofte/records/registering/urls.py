"""Addresses of the register, under /intern/diariet/."""

from django.urls import path

from lofte.records.registering import request_views, views

app_name = "registering"
HOME = "<slug:partnership>/<slug:organisation>/"
ONE = f"{HOME}begaran/<int:pk>/"
COVERED = f"{ONE}handling/<int:covered_pk>/"
urlpatterns = [
    path("", views.index, name="index"),
    path(HOME, views.register, name="register"),
    path(f"{HOME}diarium.csv", views.export, {"form": "csv"}, name="csv"),
    path(f"{HOME}diarium.json", views.export, {"form": "json"}, name="json"),
    path(f"{HOME}registrera/", views.add, name="add"),
    path(f"{HOME}registrera/hos-oss/", views.fix_thing, name="fix-thing"),
    path(f"{HOME}registrera/annan/", views.fix_other, name="fix-other"),
    path(f"{HOME}handling/<int:pk>/", views.document, name="document"),
    path(f"{HOME}handling/<int:pk>/fil/<int:position>/", views.file, name="file"),
    path(f"{HOME}grunder/", views.ground_list, name="grounds"),
    path(f"{HOME}begaran/", request_views.listing, name="requests"),
    path(ONE, request_views.show, name="request"),
    path(f"{ONE}ta-med/", request_views.collect, name="collect"),
    path(f"{ONE}besvara/", request_views.answer, name="answer"),
    path(COVERED, request_views.covered, name="covered"),
    path(f"{COVERED}maskera/", request_views.mask, name="mask"),
    path(f"{COVERED}maskera/<int:mask_pk>/", request_views.settle, name="settle"),
    path(f"{COVERED}beslut/", request_views.judge, name="judge"),
    path(f"{COVERED}ta-bort/", request_views.drop, name="drop"),
]
