"""Addresses of people and roles, under /intern/samverkan/."""

from django.urls import path

from lofte.accounts.people import views

app_name = "people"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:partnership>/", views.people, name="people"),
    path("<slug:partnership>/roll/ny/", views.give, name="give"),
    path("<slug:partnership>/roll/<int:pk>/bekrafta/", views.confirm, name="confirm"),
    path("<slug:partnership>/roll/<int:pk>/avsluta/", views.end, name="end"),
    path("<slug:partnership>/konto/<int:pk>/avsluta/", views.close_account, name="close-account"),
    path("<slug:partnership>/stallforetradare/", views.delegate, name="delegate"),
    path(
        "<slug:partnership>/stallforetradare/<int:pk>/bekrafta/",
        views.confirm_delegation,
        name="confirm-delegation",
    ),
    path(
        "<slug:partnership>/stallforetradare/<int:pk>/avsluta/", views.end_delegation, name="end-delegation"
    ),
    path("<slug:partnership>/rattigheter/", views.roles, name="roles"),
    path("<slug:partnership>/rattigheter/<slug:kind>/", views.change_role, name="change-role"),
    path("<slug:partnership>/organisationer/", views.parties, name="parties"),
    path("<slug:partnership>/inloggning/", views.providers, name="providers"),
]
