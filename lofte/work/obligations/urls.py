"""Addresses of calendars, of what is agreed, and of groups."""

from django.urls import path

from lofte.work.obligations.views import agreeing, calendars, feeds, groups

app_name = "obligations"
urlpatterns = [
    path("", calendars.mine, name="mine"),
    path("grupp/<int:pk>/", calendars.group, name="group"),
    path("omrade/<int:pk>/", calendars.area, name="area"),
    path("paminnelser/", feeds.reminders, name="reminders"),
    path("adress/", feeds.make, name="make-feed"),
    path("adress/<int:pk>/ta-bort/", feeds.revoke, name="revoke-feed"),
    path("prenumeration/<str:token>.ics", feeds.feed, name="feed"),
    path("<slug:partnership>/skyldigheter/", agreeing.obligations, name="obligations"),
    path("<slug:partnership>/skyldigheter/<int:target_id>/", agreeing.agree, name="agree"),
    path("<slug:partnership>/tider/", agreeing.times, name="times"),
    path("<slug:partnership>/tider/<int:pk>/ta-bort/", agreeing.remove_time, name="remove-time"),
    path("<slug:partnership>/grupper/", groups.index, name="groups"),
    path("<slug:partnership>/grupper/<int:pk>/", groups.one, name="change-group"),
    path("<slug:partnership>/grupper/<int:pk>/plats/", groups.seat, name="seat"),
    path("<slug:partnership>/grupper/<int:pk>/plats/<int:member_id>/ta-bort/", groups.unseat, name="unseat"),
]
