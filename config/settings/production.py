"""Settings of a real shop: every secret and address comes from the environment, nothing has a default."""

from config.settings import environment
from config.settings.base import *  # noqa: F403

SECRET_KEY = environment.text("SECRET_KEY")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
SITE_URL = SITE_URL or f"https://{next(iter(ALLOWED_HOSTS), 'localhost').lstrip('.')}"  # noqa: F405
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = environment.whole_number("SECURE_HSTS_SECONDS", default=31_536_000)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Browsers take cookies of such a name over HTTPS alone, and from no other host of the same domain.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
