"""Addresses of the log."""

from django.urls import include, path, re_path

from lofte.work import behind_views, double_views, figure_views, views
from lofte.work.phone import views as phone
from lofte.work.weighing import trial_views
from lofte.work.weighing import views as weighing

app_name = "work"
urlpatterns = [
    path("", views.start, name="log"),
    path("igen/", views.once_more, name="again"),
    path("senast/", views.entries, name="entries"),
    path("takt/", views.rhythms, name="cadences"),
    path("takt/<int:activity_id>/<str:key>/", views.missed, name="missed"),
    path("post/<entry:pk>/", views.entry, name="entry"),
    path("post/<entry:pk>/ta-tillbaka/", views.take_back, name="take-back"),
    path("post/<entry:pk>/andra/", views.change, name="change"),
    path("dubbletter/", double_views.pairs, name="doubles"),
    path("lage/<int:promise_id>/<int:target_id>/", behind_views.behind, name="behind"),
    path("siffror/", figure_views.overview, name="figures"),
    path("siffror/<int:activity_id>/", figure_views.activity, name="figures-activity"),
    re_path(r"^siffror\.(?P<form>csv|xlsx)$", figure_views.file, name="figures-file"),
    # Of two addresses with one name, the last is the one that links lead to.
    path("lage/siffror/", figure_views.overview, name="figures"),
    path("lage/siffror/<int:activity_id>/", figure_views.activity, name="figures-activity"),
    re_path(r"^lage/siffror\.(?P<form>csv|xlsx)$", figure_views.file, name="figures-file"),
    path("prova/<int:promise_id>/", trial_views.trial, name="trial"),
    path("prova/<int:promise_id>/<int:target_id>/sasong/", trial_views.take_season, name="take-season"),
    path("mal/<int:promise_id>/<int:target_id>/", weighing.weigh, name="weigh"),
    path("mal/<int:promise_id>/<int:target_id>/andra/", weighing.revise, name="revise"),
    path("slag/<slug:code>/", views.kind, name="kind"),
    path("telefon/", phone.shell, name="phone"),
    path("telefon/arbetare.js", phone.worker, name="phone-worker"),
    path("telefon/app.webmanifest", phone.manifest, name="phone-manifest"),
    path("telefon/konto/", phone.account, name="phone-account"),
    path("telefon/packning/", phone.take, name="phone-pack"),
    path("telefon/mark/", phone.ground, name="phone-ground"),
    path("telefon/slag/<slug:code>/", phone.send, name="phone-send"),
    path("leveranser/", include("lofte.work.deliveries.urls")),
]
