"""What every deployment shares. Values that differ come from the environment, see docs/operators.md."""

from pathlib import Path

from kombu.entity import Queue

from config.logs import configured
from config.settings import environment
from config.settings.office import UNFOLD as UNFOLD

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(environment.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = False
SECRET_KEY = environment.text("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "graphene_django",
    "marketplace",
    "sellers",
    "catalog",
    "livestreams",
    "search",
    "promotion",
    "orders",
    "storefront",
]

MIDDLEWARE = [
    "config.health.HealthMiddleware",
    "config.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "storefront.languages.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "marketplace.access.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = environment.text("REDIS_URL")

AUTH_USER_MODEL = "marketplace.User"
AUTHENTICATION_BACKENDS = ["marketplace.backends.SignInBackend"]
PASSWORD_HASHERS = ["marketplace.passwords.Argon2"]
# In each web process: how many passwords are hashed at a time, and how many requests may wait for that. Both together
# stay below WEB_THREADS, so that some threads are always left to those who do not sign in.
PASSWORD_WORKERS = environment.whole_number("PASSWORD_WORKERS", 1)
PASSWORD_QUEUE = environment.whole_number("PASSWORD_QUEUE", 2)
# Text messages: the gateway's class ("" sends none) and, for HttpSmsGateway, where its provider is.
SMS_GATEWAY_URL = environment.text("SMS_GATEWAY_URL", "")
SMS_GATEWAY_TOKEN = environment.text("SMS_GATEWAY_TOKEN", "")
SMS_GATEWAY_TIMEOUT = 5.0  # s
SMS_SENDER = environment.text("SMS_SENDER", "OCOP")
SMS_PREFIXES = environment.words("SMS_PREFIXES", "+84")
SMS_GATEWAY = "marketplace.gateways.sms.HttpSmsGateway" if SMS_GATEWAY_URL else ""
# Proxies before the web process, whose word in X-Forwarded-For is taken for the visitor's address.
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 0)
CSRF_FAILURE_VIEW = "storefront.views.errors.csrf_failed"
# The cookie says only which device's session of ours it is; that row says whether it is still signed in.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_AGE = 90 * 24 * 3600  # s, as long as a device stays signed in at most
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Vietnamese first, English second. Times are stored in UTC; the law's days are Vietnam's days.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]  # config is no app
FORMAT_MODULE_PATH = "config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_ROOT", str(VAR_DIR / "static")))
# Where `make run` puts GraphiQL, out of its npm package; without it a small page of our own is shown.
GRAPHIQL_ROOT = VAR_DIR / "graphiql"
STATICFILES_DIRS = [GRAPHIQL_ROOT]
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]  # until it is built, the folder is not there
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "marketplace.private_files.PrivateStorage",
        "OPTIONS": {
            "location": VAR_DIR / "private",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Everything that a page loads comes from its own origin, and no page may be framed.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
# By the start of the path. The office's Alpine.js evaluates expressions; it and GraphiQL's editor write styles.
# GraphiQL brings its typefaces inside its style sheet.
CONTENT_SECURITY_EXCEPTIONS = {
    "/admin/": {"script-src": ["'self'", "'unsafe-eval'"], "style-src": ["'self'", "'unsafe-inline'"]},
    # The players of the platforms that let other pages show a livestream.
    "/livestream/": {"frame-src": ["https://www.youtube-nocookie.com", "https://www.facebook.com"]},
    "/graphql/": {"style-src": ["'self'", "'unsafe-inline'"], "font-src": ["'self'", "data:"]},
}
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=()"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
WHITENOISE_MAX_AGE = 3600  # seconds, of files without a digest in their name; those with one are kept for ever

LOGGING = configured(environment.text("LOG_LEVEL", "INFO"))

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
# kombu redelivers a killed worker's tasks only after visibility_timeout (seconds, above the longest task).
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "queue_order_strategy": "sorted",
    # Publishing gives up soon: a web request must not wait for a broker that is down (the outbox delivers later).
    "max_retries": 1,
    "interval_start": 0.1,
    "interval_step": 0.1,
    "connect_retries_timeout": 1,
}
# Somebody waits before a screen for a code: what sends it goes before pictures and imports. A worker looks into its
# queues in the order of their names.
CELERY_TASK_QUEUES = [Queue("at-once"), Queue("celery")]
AT_ONCE = ("marketplace.deliver_events", "marketplace.send_code", "search.index_pending", "search.keep_elastic")
CELERY_TASK_ROUTES = {name: {"queue": "at-once"} for name in AT_ONCE}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE

EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = environment.whole_number("EMAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10  # s
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "OCOP <no-reply@localhost>")

NOTICES = "config.notices.NOTICES"
NOTICES_PAGE = "storefront:notices"
UNSUBSCRIBE_PAGE = "storefront:unsubscribe"
ORDER_PAGE = "storefront:order"
PRODUCT_PAGE = "storefront:product"
LIVESTREAM_PAGE = "storefront:livestream"
# Years for which the record of a livestream is kept after its end (Law on e-commerce: three).
LIVESTREAM_KEPT_YEARS = environment.whole_number("LIVESTREAM_KEPT_YEARS", 3)
# Where buyers complain whom a shop does not help: an address or a phone number, in mails about orders.
SUPPORT_CONTACT = environment.text("SUPPORT_CONTACT", "")
# Where the shop is, for links in mails: a worker has no request to tell it.
SITE_URL = environment.text("SITE_URL", "").rstrip("/")

EVENT_SUBSCRIPTIONS = "config.subscriptions.SUBSCRIPTIONS"
OFFICER_PERMISSIONS = "config.permissions.OFFICERS"
AUDIT_OWNERS = "config.audit.OWNERS"
PERSONAL_DATA = "config.personal_data.PERSONAL_DATA"
SEARCH_KNOWLEDGE_SECONDS = 60.0  # for which a process keeps the words and places that queries are read with, at least
# None: PostgreSQL alone searches. With one, Elasticsearch does, and PostgreSQL while that one cannot.
ELASTICSEARCH_URL = environment.words("ELASTICSEARCH_URL")
ELASTICSEARCH_FLAVOUR = environment.choice("ELASTICSEARCH_FLAVOUR", ("elasticsearch", "opensearch"))
ELASTICSEARCH_PREFIX = environment.text("ELASTICSEARCH_PREFIX", "ocop")  # of its indexes' names
ELASTICSEARCH_TIMEOUT = 1.0  # s, of a search; PostgreSQL answers what took longer
METRICS_TOKEN = environment.text("METRICS_TOKEN", "")  # none: nobody sees /metrics
ELASTICSEARCH_BULK_TIMEOUT = 10.0  # s, of what the worker writes
COD_MOST_REFUSED = 2  # parcels that came back within COD_REFUSED_DAYS: no more cash on delivery for that buyer
COD_REFUSED_DAYS = 180
# The marketplace's own account: with none there is no payment by bank transfer.
BANK_TRANSFER_BIN = environment.text("BANK_TRANSFER_BIN", "")  # NAPAS number, six digits
BANK_TRANSFER_ACCOUNT = environment.text("BANK_TRANSFER_ACCOUNT", "")
BANK_TRANSFER_NAME = environment.text("BANK_TRANSFER_NAME", "")
BANK_WEBHOOK_SECRET = environment.text("BANK_WEBHOOK_SECRET", "")  # none: no bank is listened to
# The marketplace's account with Giao Hàng Nhanh: without a token no parcel is booked with it.
GHN_URL = environment.text("GHN_URL", "https://online-gateway.ghn.vn/shiip/public-api")
GHN_TOKEN = environment.text("GHN_TOKEN", "")
GHN_SHOP_ID = environment.text("GHN_SHOP_ID", "")
GHN_WEBHOOK_SECRET = environment.text("GHN_WEBHOOK_SECRET", "")  # in the address that it calls; none: not listened to
# Cards, by Stripe: with no keys there are none.
STRIPE_SECRET_KEY = environment.text("STRIPE_SECRET_KEY", "")
STRIPE_PUBLISHABLE_KEY = environment.text("STRIPE_PUBLISHABLE_KEY", "")
STRIPE_WEBHOOK_SECRET = environment.text("STRIPE_WEBHOOK_SECRET", "")  # none: Stripe is asked, not listened to
STRIPE_API_BASE = environment.text("STRIPE_API_BASE", "https://api.stripe.com").rstrip("/")
STRIPE_TIMEOUT = (3.0, 8.0)  # s, to connect and to answer, of each try
STRIPE_RETRIES = 2
CARD_GATEWAY = "orders.gateways.stripe_api.StripeGateway" if STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY else ""
CARD_LEAST = environment.whole_number("STRIPE_LEAST_AMOUNT", 15_000)  # đồng: Stripe wants some 0.50 US dollars
CARD_MOST = 99_999_999  # đồng: eight digits are the most that Stripe takes
PAYMENT_MINUTES = 15  # for which an unpaid order's pieces are promised
PAYOUT_MINIMUM = 50_000  # đồng: a seller's balance below it waits for more
PAYOUT_ACCOUNT_DAYS = 3  # for which a changed bank account waits, so that who took a shop over does not get its money
RETURN_DAYS = 7  # after delivery, in which a buyer may want to give something back
RETURN_ANSWER_DAYS = 3  # for the shop to answer; then the office decides
RETURN_SEND_DAYS = 7  # for the buyer to send the goods; then they keep them
RETURN_RECEIVE_DAYS = 14  # for the goods to arrive; then the office decides
RETURN_REFUND_DAYS = 3  # for the shop to pay back; then the office decides
RETURN_DISPUTE_DAYS = 3  # for the buyer to ask the office after a refusal
REVIEW_TERM_DAYS = 60  # after the order has last moved, in which what it brought can be reviewed
REVIEW_EDIT_DAYS = 14  # after posting
ERASURE_DAYS = 7  # in which leaving can be taken back
AUDIT_ACTIONS = "config.audit.ACTIONS"

GRAPHENE = {"SCHEMA": "config.schema.schema"}
# How many entries a list without pages has where 10 would be far off, and how many objects another field is worth
# where one would be (marketplace.graphql.limits.cost). Today's places, those of a province, and so on.
GRAPHQL_COSTS = {
    "Query.places": 3_400,
    "Query.places(parent)": 200,
    "Query.places(level: PROVINCE)": 70,
    "Query.places(level: DISTRICT)": 710,
    "Query.productGroups": 30,
    "Query.programmeStatistics": 1_500,  # 200 ms with 50,000 products
}
# Bytes that each web process may keep of answers to anonymous queries; 0 keeps none.
GRAPHQL_RESPONSE_CACHE = environment.whole_number("GRAPHQL_RESPONSE_CACHE", 16_000_000)
