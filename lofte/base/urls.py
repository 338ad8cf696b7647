"""Addresses of the components page, the accessibility statement and security.txt."""

from django.urls import path

from lofte.base import views

app_name = "base"
urlpatterns = [
    path("komponenter/", views.components, name="components"),
    path("tillganglighet/", views.accessible, name="accessible"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
]
