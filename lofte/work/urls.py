"""Addresses of the log."""

from django.urls import path

from lofte.work import behind_views, views

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
    path("slag/<slug:code>/", views.kind, name="kind"),
]
