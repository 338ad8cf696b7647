"""Every address: Swedish without a prefix, English under /en/; reserved first words: docs/architecture.md."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "lofte.base.views.bad_request"
handler403 = "lofte.base.views.forbidden"
handler404 = "lofte.base.views.not_found"
handler500 = "lofte.base.views.server_error"

urlpatterns = [
    *i18n_patterns(
        path("", include("lofte.base.urls")),
        path("", include("lofte.accounts.urls")),
        path("intern/", include("lofte.overview.urls")),
        path("", include("lofte.beginning.urls")),
        path("intern/samverkan/", include("lofte.accounts.people.urls")),
        path("intern/laget/", include("lofte.situation.urls")),
        path("intern/loften/", include("lofte.promises.urls")),
        path("intern/logga/", include("lofte.work.urls")),
        path("intern/delat/", include("lofte.work.sharing.urls")),
        path("intern/kalender/", include("lofte.work.obligations.urls")),
        path("intern/uppfoljning/", include("lofte.followup.urls")),
        path("intern/publicering/", include("lofte.publication.urls")),
        path("intern/gallring/", include("lofte.records.urls")),
        path("intern/borttag/", include("lofte.records.redacting.urls")),
        path("intern/diariet/", include("lofte.records.registering.urls")),
        path("intern/arkiv/", include("lofte.records.archiving.urls")),
        path("", include("lofte.public.urls")),
        prefix_default_language=False,
    ),
]
