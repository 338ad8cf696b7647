"""Addresses of a beginning: the first key under /logga-in/, its steps under /intern/borja/."""

from django.urls import path

from lofte.beginning import border_views, founding, views

app_name = "beginning"
urlpatterns = [
    path("logga-in/borja/<str:token>/", founding.begin, name="begin"),
    path("intern/borja/", founding.municipality, name="municipality"),
    path("intern/borja/<slug:partnership>/", views.steps, name="steps"),
    path("intern/borja/<slug:partnership>/klart/", views.finish, name="finish"),
    path("intern/borja/<slug:partnership>/omraden/", views.areas, name="areas"),
    path("intern/borja/<slug:partnership>/omraden/granser/", border_views.upload, name="borders"),
    path("intern/borja/<slug:partnership>/organisationer/", views.organisations, name="organisations"),
    path(
        "intern/borja/<slug:partnership>/organisationer/<int:pk>/ta-bort/",
        views.remove_organisation,
        name="remove-organisation",
    ),
    path("intern/borja/<slug:partnership>/grupper/", views.groups, name="groups"),
    path("intern/borja/<slug:partnership>/manniskor/", views.people, name="people"),
    path("intern/borja/<slug:partnership>/dokument/", views.document, name="document"),
]
