"""Addresses of signing in and out, and of one's own account."""

from django.urls import path

from lofte.accounts import views
from lofte.accounts.entering import account, door, invite_views, via

app_name = "accounts"
urlpatterns = [
    path("logga-in/", views.sign_in, name="sign-in"),
    path("logga-in/andra-steget/", door.second_step, name="second-step"),
    path("logga-in/andra-steget/skaffa/", door.second_step_first, name="second-step-first"),
    path("logga-in/passnyckel/", door.passkey, name="passkey"),
    path("logga-in/via/<slug:slug>/", via.begin, name="begin-via"),
    path("logga-in/via/<slug:slug>/svar/", via.oidc_answer, name="oidc-answer"),
    path("logga-in/via/<slug:slug>/saml/", via.saml_answer, name="saml-answer"),
    path("logga-in/via/<slug:slug>/saml/klar/", via.saml_done, name="saml-done"),
    path("logga-in/via/<slug:slug>/saml/metadata.xml", via.saml_metadata, name="saml-metadata"),
    path("logga-in/inbjudan/<str:token>/", invite_views.invitation, name="invitation"),
    path("logga-ut/", views.sign_out, name="sign-out"),
    path("demo/logga-in/", views.demo_sign_in, name="demo-sign-in"),
    path("intern/konto/", account.account, name="account"),
    path("intern/konto/engangskoder/", account.one_time_codes, name="one-time-codes"),
    path("intern/konto/engangskoder/ta-bort/", account.remove_one_time_codes, name="remove-one-time-codes"),
    path("intern/konto/reservkoder/", account.recovery_codes, name="recovery-codes"),
    path("intern/konto/passnycklar/ny/", account.new_passkey, name="new-passkey"),
    path("intern/konto/passnycklar/<int:pk>/ta-bort/", account.remove_passkey, name="remove-passkey"),
    path("intern/konto/inloggningar/<int:pk>/avsluta/", account.end_sitting, name="end-sitting"),
    path("intern/konto/inloggningar/avsluta/", account.end_sittings, name="end-sittings"),
    path("intern/konto/koppla/<slug:slug>/", via.begin_tie, name="begin-tie"),
    path("intern/konto/identiteter/<int:pk>/ta-bort/", via.untie, name="untie"),
    path("intern/inbjudningar/<slug:partnership>/", invite_views.invites, name="invites"),
    path(
        "intern/inbjudningar/<slug:partnership>/<int:pk>/ta-tillbaka/",
        invite_views.revoke,
        name="revoke-invite",
    ),
    path("intern/konto/losenord/", account.password, name="password"),
    path("intern/konto/avsluta/", account.close, name="close"),
]
