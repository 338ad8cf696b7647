"""Addresses of deliveries, under the log's."""

from django.urls import path, re_path

from lofte.work.deliveries import import_views, links, views

urlpatterns = [
    path("", views.index, name="deliveries"),
    path("<int:pk>/", views.delivery, name="delivery"),
    path("<int:pk>/niva/", views.choose_level, name="delivery-level"),
    path("vecka/<slug:organisation>/<str:key>/", views.week, name="week"),
    path("lankar/<slug:organisation>/", links.index, name="links"),
    path("lankar/<slug:organisation>/<int:pk>/ta-tillbaka/", links.revoke, name="revoke-link"),
    path("blad/<str:token>/", links.by_link, name="link-sheet"),
    path("fil/", import_views.upload, name="import"),
    path("fil/kolumner/", import_views.choose_columns, name="import-columns"),
    path("fil/granska/", import_views.look, name="import-look"),
    re_path(r"^mall/(?P<organisation>[\w-]+)\.(?P<form>csv|xlsx)$", import_views.template, name="template"),
    path("overlapp/", views.overlap_list, name="overlaps"),
    path("overlapp/leverans/<int:pk>/", views.overlap_all, name="overlap-all"),
    path("overlapp/<int:pk>/", views.overlap, name="overlap"),
]
