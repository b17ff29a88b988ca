"""Addresses of the web process. GraphQL, health checks, admin, then the storefront's pages."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("marketplace.media")),
    path("", include("storefront.urls")),
]

handler404 = "storefront.views.errors.not_found"
handler500 = "storefront.views.errors.failed"
