from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class MarketplaceConfig(AppConfig):
    name = "marketplace"
    verbose_name = _("Ground")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_string("marketplace.subscribers.listen")()  # by name: models are not there when this file is read
