"""Addresses of the promises, under /intern/loften/."""

from django.urls import path

from lofte.promises.views import areas, beginning, deciding, frame, listing, stopping, undertakings

app_name = "promises"
urlpatterns = [
    path("", listing.index, name="index"),
    path("<int:promise_id>/", listing.promise, name="promise"),
    path("<int:promise_id>/kalla/", listing.source_text, name="source-text"),
    path("<int:promise_id>/kalla/niva/", listing.choose_level, name="document-level"),
    path("<int:promise_id>/original/", listing.source_original, name="source-original"),
    path("<int:promise_id>/ram/<slug:part>/", frame.frame, name="frame"),
    path("<int:promise_id>/fragor/<int:question_id>/", deciding.settle, name="settle"),
    path("<int:promise_id>/anta/", deciding.adopt, name="adopt"),
    path("<int:promise_id>/kasta/", deciding.discard, name="discard"),
    path("<int:promise_id>/aktiviteter/", undertakings.add_activity, name="add-activity"),
    path(
        "<int:promise_id>/aktiviteter/<int:activity_id>/",
        undertakings.change_activity,
        name="change-activity",
    ),
    path(
        "<int:promise_id>/aktiviteter/<int:activity_id>/ta-bort/",
        undertakings.remove_activity,
        name="remove-activity",
    ),
    path(
        "<int:promise_id>/aktiviteter/<int:activity_id>/flytta/",
        undertakings.move_activity,
        name="move-activity",
    ),
    path(
        "<int:promise_id>/aktiviteter/<int:activity_id>/stammer/",
        undertakings.confirm_activity,
        name="confirm-activity",
    ),
    path(
        "<int:promise_id>/aktiviteter/<int:activity_id>/stoppa/",
        stopping.stop_activity,
        name="stop-activity",
    ),
    path("<int:promise_id>/aktiviteter/<int:activity_id>/mal/", undertakings.add_target, name="add-target"),
    path("<int:promise_id>/mal/<int:target_id>/", undertakings.change_target, name="change-target"),
    path("<int:promise_id>/mal/<int:target_id>/ta-bort/", undertakings.remove_target, name="remove-target"),
    path("<slug:partnership>/nytt/", beginning.begin, name="begin"),
    path("<slug:partnership>/nytt/fil/", beginning.upload, name="upload"),
    path("<slug:partnership>/nytt/text/", beginning.paste, name="paste"),
    path("<slug:partnership>/nytt/fran-borjan/", beginning.blank, name="blank"),
    path("<slug:partnership>/nytt/forlang/", beginning.extend, name="extend"),
    path("<slug:partnership>/omraden/", areas.areas, name="areas"),
    path("<slug:partnership>/omraden/ny/", areas.make_area_set, name="make-area-set"),
    path("<slug:partnership>/omraden/<int:set_id>/ta-bort/", areas.remove_area_set, name="remove-area-set"),
    path("<slug:partnership>/omraden/prioritera/", areas.prioritise, name="prioritise"),
    path(
        "<slug:partnership>/omraden/prioritera/<int:priority_id>/",
        areas.end_priority,
        name="end-priority",
    ),
]
