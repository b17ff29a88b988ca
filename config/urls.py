"""Addresses of the web process. GraphQL, health checks, admin, then the storefront's pages."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from config import metrics

urlpatterns = [
    path("metrics", metrics.show),
    # One way to change a password, which ends other sessions and is counted.
    path("admin/password_change/", RedirectView.as_view(pattern_name="storefront:change-password")),
    path("admin/", admin.site.urls),
    path("", include("marketplace.graphql.http.urls")),
    path("", include("marketplace.media")),
    path("", include("marketplace.downloads")),
    path("", include("sellers.downloads")),
    path("", include("catalog.exports")),
    path("", include("livestreams.redirects")),
    path("", include("livestreams.calendar_feed")),
    path("", include("orders.files")),
    path("", include("orders.payout_files")),
    path("", include("search.exports")),
    path("", include("orders.webhooks")),
    path("", include("storefront.urls")),
]

handler400 = "marketplace.graphql.http.crashes.bad_request"
handler404 = "storefront.views.errors.not_found"
handler500 = "config.failures.server_error"
