from django.apps import AppConfig
from django.core.checks import register

from storefront.checks import check_documents


class StorefrontConfig(AppConfig):
    name = "storefront"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(check_documents, "graphql")
