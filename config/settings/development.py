"""Settings of `make run`: production servers on loopback, demo data, no secrets worth keeping."""

from config.settings import environment
from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = SECRET_KEY or "development-only-not-a-secret-0123456789-abcdefghijklmnop"  # noqa: F405
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]  # noqa: F405
SITE_URL = SITE_URL or f"http://127.0.0.1:{environment.text('PORT', '8000')}"  # noqa: F405
SMS_GATEWAY = SMS_GATEWAY or "marketplace.gateways.console.ConsoleGateway"  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# An account that nobody has, so that the demo shows how a transfer looks.
BANK_TRANSFER_BIN = BANK_TRANSFER_BIN or "970436"  # noqa: F405
BANK_TRANSFER_ACCOUNT = BANK_TRANSFER_ACCOUNT or "0000000000"  # noqa: F405
BANK_TRANSFER_NAME = BANK_TRANSFER_NAME or "DU LIEU MINH HOA"  # noqa: F405
