"""Addresses of the floor `followup`."""

from django.urls import path

from lofte.followup import sampling_views, views

app_name = "followup"
urlpatterns = [
    path("", views.index, name="list"),
    path("lofte/<int:promise_id>/<str:period>/", views.draft, name="draft"),
    path("<int:pk>/", views.write, name="write"),
    path("<int:pk>/rakna-om/", views.redraft, name="redraft"),
    path("<int:pk>/skicka/", views.submit, name="submit"),
    path("<int:pk>/godkann/", views.approve, name="approve"),
    path("<int:pk>/skicka-tillbaka/", views.send_back, name="send-back"),
    path("<int:pk>/kasta/", views.discard, name="discard"),
    path("<int:pk>/ny-version/", views.new_version, name="new-version"),
    path("<int:pk>/stickprov/", sampling_views.show, name="sample"),
    path("<int:pk>/stickprov/borja/", sampling_views.begin, name="sample-begin"),
    path("<int:pk>/stickprov/tal/", sampling_views.number, name="sample-number"),
    path("<int:pk>/stickprov/poster/", sampling_views.check, name="sample-check"),
    path("<int:pk>/stickprov/klart/", sampling_views.finish, name="sample-finish"),
    path("<int:pk>/stickprov/avbryt/", sampling_views.abandon, name="sample-abandon"),
]
