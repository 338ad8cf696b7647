"""Addresses of the log."""

from django.urls import path, re_path

from lofte.work import behind_views, figure_views, views

app_name = "work"
urlpatterns = [
    path("", views.start, name="log"),
    path("igen/", views.once_more, name="again"),
    path("senast/", views.entries, name="entries"),
    path("takt/", views.rhythms, name="cadences"),
    path("takt/<int:activity_id>/<str:key>/", views.missed, name="missed"),
    path("post/<int:pk>/", views.entry, name="entry"),
    path("post/<int:pk>/ta-tillbaka/", views.take_back, name="take-back"),
    path("post/<int:pk>/andra/", views.change, name="change"),
    path("lage/<int:promise_id>/<int:target_id>/", behind_views.behind, name="behind"),
    path("siffror/", figure_views.overview, name="figures"),
    path("siffror/<int:activity_id>/", figure_views.activity, name="figures-activity"),
    re_path(r"^siffror\.(?P<form>csv|xlsx)$", figure_views.file, name="figures-file"),
    path("slag/<slug:code>/", views.kind, name="kind"),
]
