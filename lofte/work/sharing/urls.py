"""Addresses of what is shared, under /intern/delat/."""

from django.urls import path

from lofte.work.sharing import views

app_name = "sharing"
urlpatterns = [
    path("", views.shared, name="shared"),
    path("post/<entry:pk>/", views.share, name="share"),
    path("post/<entry:pk>/<share:share_id>/ta-tillbaka/", views.withdraw, name="withdraw"),
    path("loggen/", views.standing, name="standing"),
    path("loggen/<slug:partnership>/<slug:organisation>/", views.decide, name="decide"),
    path("regler/<slug:partnership>/", views.rules, name="rules"),
    path("regler/<slug:partnership>/<slug:code>/", views.reword, name="reword"),
]
