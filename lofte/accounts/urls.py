"""Addresses of signing in and out."""

from django.urls import path

from lofte.accounts import views

app_name = "accounts"
urlpatterns = [
    path("logga-in/", views.sign_in, name="sign-in"),
    path("logga-ut/", views.sign_out, name="sign-out"),
    path("demo/logga-in/", views.demo_sign_in, name="demo-sign-in"),
]
