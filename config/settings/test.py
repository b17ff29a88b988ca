"""Settings of the test run: the real database and broker that `make test` starts, cheap password hashing."""

from config.settings.base import *  # noqa: F403

SECRET_KEY = "test-only-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"  # noqa: S105
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SITE_URL = "https://shop.example"
SMS_GATEWAY = "marketplace.gateways.console.ConsoleGateway"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # nothing is collected
GRAPHQL_RESPONSE_CACHE = 0  # tests that are about it ask for it
SEARCH_KNOWLEDGE_SECONDS = float("inf")  # tests say when it is to be read anew
BANK_TRANSFER_BIN, BANK_TRANSFER_ACCOUNT, BANK_TRANSFER_NAME = "970436", "1012345678", "CHO OCOP"
BANK_WEBHOOK_SECRET = "test-only-bank-secret"  # noqa: S105
