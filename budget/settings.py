"""Settings, from the environment, read top to bottom. Every variable stands in docs/configuration.md."""

import sys
from base64 import urlsafe_b64encode
from email.utils import parseaddr
from pathlib import Path

from csp import constants as csp

from . import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent

# Where things are

DATA_DIR = Path(env.text("BUDGET_DATA") or env.usual_data_folder(BASE_DIR)).absolute()
DATABASE_URL = env.database_url()
EMBEDDED = not DATABASE_URL
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, least=1, most=65535)
DEBUG = env.flag("DEBUG")

if EMBEDDED:
    env.data_folder(DATA_DIR)

# Keys

# Where nobody gives one, it is made once and kept here. Backups take it along.
KEPT_KEY_FILE = DATA_DIR / "secret_key" if EMBEDDED and not env.text("SECRET_KEY") else None
SECRET_KEY = env.kept_secret(KEPT_KEY_FILE) if KEPT_KEY_FILE else env.given_secret("SECRET_KEY", debug=DEBUG)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
# Tokens are signed with the first key and verified with any.
TOKEN_KEYS = [
    env.given_secret("JWT_SIGNING_KEY", debug=DEBUG).encode()
    if env.text("JWT_SIGNING_KEY")
    else env.derived_key(SECRET_KEY, "harumok token signing"),
    *(key.encode() for key in env.words("JWT_PREVIOUS_KEYS")),
    *(env.derived_key(secret, "harumok token signing") for secret in SECRET_KEY_FALLBACKS),
]

# Addresses and tokens of channels are encrypted with the first and read with any.
STORED_SECRET_KEYS = [
    urlsafe_b64encode(env.derived_key(secret, "harumok stored secrets"))
    for secret in (SECRET_KEY, *SECRET_KEY_FALLBACKS)
]
# A key of P-256 each, from more bytes than it has, so that no key is likelier than another.
WEB_PUSH_SEEDS = [
    env.derived_key(secret, "harumok web push", length=48) for secret in (SECRET_KEY, *SECRET_KEY_FALLBACKS)
]

# Of the person whom `manage.py create_staff` makes.
STAFF_PASSWORD = env.verbatim("STAFF_PASSWORD")

# Who may reach it

PUBLIC_URL = env.public_url("PUBLIC_URL")
BEHIND_TLS = PUBLIC_URL.scheme == "https"
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
# At home, people open whatever address the machine has: with no name given and bound beyond loopback, any will do.
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or (
    [PUBLIC_URL.hostname, *LOOPBACK] if PUBLIC_URL.hostname else LOOPBACK if HOST in (*LOOPBACK, "::1") else ["*"]
)
CSRF_TRUSTED_ORIGINS = [f"{PUBLIC_URL.scheme}://{PUBLIC_URL.netloc}"] if PUBLIC_URL.hostname else []
# How many proxies of ours stand in front; 0 believes no header.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, most=10)

# Pages are redirected, the API's description among them; the API refuses by itself.
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^api(?!/+docs/*$)(/|$)"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = BEHIND_TLS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
if BEHIND_TLS:
    # Browsers take cookies of these names from this very host only, by TLS: no neighbour's host can plant one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
X_FRAME_OPTIONS = "DENY"

# Apps and wiring

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "core",
    "accounts",
    "categories",
    "budget_management",
    "expenses",
    "reports",
    "notifications",
    "web",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "budget",
    "operations",
]

MIDDLEWARE = [
    "budget.headers.Headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "budget.health.Probes",
    "budget.operations.observer.Observer",
    "django.middleware.security.SecurityMiddleware",
    "budget.branches.ApiOrPages",
]
API_MIDDLEWARE = ["core.api.middleware.ApiManners"]
PAGE_MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "web.errors.ErrorPages",
]

ROOT_URLCONF = "budget.urls"
WSGI_APPLICATION = "budget.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "notifications.context.unread_messages",
            ]
        },
    }
]

# Pages: no script but ours, named by the answer's own nonce, and nothing from elsewhere. For all else: headers.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.NONE],
        "script-src": [csp.NONCE],
        "style-src": [csp.SELF],
        "img-src": [csp.SELF, "data:"],
        "connect-src": [csp.SELF],
        "manifest-src": [csp.SELF],
        "worker-src": [csp.SELF],
        "form-action": [csp.SELF],
        "base-uri": [csp.NONE],
        "frame-ancestors": [csp.NONE],
    },
}
CSRF_FAILURE_VIEW = "budget.errors.csrf_failure"
LOGIN_URL = "login"

# The database

WEB_WORKERS = env.number("WEB_WORKERS", 2, least=1, most=256)
# Most of them only ever wait for a slow sender.
WEB_THREADS = env.number("WEB_THREADS", 64, least=4, most=512)
# Two such services side by side stay below the 100 connections that PostgreSQL allows by default.
POOL_SIZE = env.number("DATABASE_POOL_SIZE", 16, least=1, most=512)
DATABASES = {"default": env.database(DATABASE_URL, DATA_DIR, pool_size=POOL_SIZE)}
# Python lets one compute at a time. More would only take turns, unless they wait for a database that is far away.
WEB_AT_WORK = env.number("WEB_AT_WORK", 1 if env.is_here(DATABASES["default"]) else 4, least=1, most=512)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and their logins

AUTH_USER_MODEL = "accounts.User"
SILENCED_SYSTEM_CHECKS = [
    # Names are unique by their folded form, in a column of its own.
    "auth.W004",
    # What they miss in MIDDLEWARE is in PAGE_MIDDLEWARE.
    "admin.E408",
    "admin.E409",
    "admin.E410",
    "security.W003",
]
AUTHENTICATION_BACKENDS = ["accounts.backends.LimitedBackend"]
PASSWORD_HASHERS = ["accounts.hashers.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.validators.OurWordsValidator"},
]
PASSWORD_RESET_TIMEOUT = 30 * 60
ACCESS_TOKEN_SECONDS = env.number("ACCESS_TOKEN_SECONDS", 15 * 60, least=60, most=15 * 60)
LOGIN_IDLE_DAYS = env.number("LOGIN_IDLE_DAYS", 30, least=1, most=180)
LOGIN_MOST_DAYS = env.number("LOGIN_MOST_DAYS", 180, least=1, most=180)
LOGIN_LIMIT_NAME_AND_ADDRESS = env.number("LOGIN_LIMIT_NAME_AND_ADDRESS", 10, least=1, most=1000)
LOGIN_LIMIT_ADDRESS = env.number("LOGIN_LIMIT_ADDRESS", 30, least=1, most=1000)
LOGIN_LIMIT_NAME_HOURLY = env.number("LOGIN_LIMIT_NAME_HOURLY", 100, least=1, most=1000)
REGISTRATIONS_PER_ADDRESS_HOURLY = env.number("REGISTRATIONS_PER_ADDRESS_HOURLY", 0, most=1000)
PASSWORD_HASHES_AT_ONCE = env.number("PASSWORD_HASHES_AT_ONCE", 2, least=1, most=64)

# Work in the background

# Calls to send go through this; what is to be sent stands in the deliveries' own rows.
TASKS_REDIS_URL = env.text("TASKS_REDIS_URL")
TASKS_IN_DATABASE = not TASKS_REDIS_URL
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
if TASKS_REDIS_URL:
    env.require_package("django_tasks_rq", install="django-tasks-rq", needed_by="TASKS_REDIS_URL")
    INSTALLED_APPS += ["django_rq", "django_tasks_rq"]
    TASKS = {"default": {"BACKEND": "django_tasks_rq.RQBackend"}}
    RQ_QUEUES = {"default": {"URL": TASKS_REDIS_URL, "DEFAULT_TIMEOUT": 180}}
# Messages that one worker sends side by side: so many receivers may hang before others wait for them.
SENDING_THREADS = env.number("SENDING_THREADS", 16, least=1, most=256)

# Backups

# With a folder, one is made there each night.
BACKUP_DIR = Path(env.text("BACKUP_DIR")).absolute() if env.text("BACKUP_DIR") else None
BACKUP_KEEP = env.number("BACKUP_KEEP", 14, least=1, most=10_000)

# Mail, and what else goes out

# Without a host there are no e-mail channels and no mailed resets of passwords.
SMTP_HOST = env.text("SMTP_HOST")
SMTP_TLS = env.one_of("SMTP_TLS", "STARTTLS", ("STARTTLS", "TLS", "NONE"))
MAIL_FROM = env.mailbox("MAIL_FROM", needed_by="SMTP_HOST" if SMTP_HOST else "")
EMAIL_HOST = SMTP_HOST
EMAIL_PORT = env.number("SMTP_PORT", {"STARTTLS": 587, "TLS": 465, "NONE": 25}[SMTP_TLS], least=1, most=65535)
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = SMTP_TLS == "STARTTLS"
EMAIL_USE_SSL = SMTP_TLS == "TLS"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM or "harumok@localhost"
# Whom the services of web push may write to about what comes from here.
OPERATOR_MAIL = parseaddr(MAIL_FROM)[1] or f"operator@{PUBLIC_URL.hostname or 'localhost'}"
# Hosts, or host:port, that webhooks may reach although they are not public, and by http.
WEBHOOK_ALLOWED_HOSTS = [host.lower() for host in env.words("WEBHOOK_ALLOWED_HOSTS")]

# Numbers over many people

RECOMMENDATION_MIN_USERS = env.number("RECOMMENDATION_MIN_USERS", 5, least=2)

# What goes into a person's export beside what `reports` knows of.
EXPORT_PARTS = ["notifications.selectors.export_parts"]

# The API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "core.api.negotiation.Negotiation",
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.OperationSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": None,
    "COERCE_DECIMAL_TO_STRING": False,
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "core.api.errors.ErrorHandler",
    "NESTED_FIELD_SEPARATOR": ".",
}
SPECTACULAR_SETTINGS = {
    # Generators name packages after it, and those take ASCII only.
    "TITLE": "Harumok",
    "DESCRIPTION": "하루몫: a monthly budget, told as what today allows.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": r"/api/",
    "SORT_OPERATIONS": False,
    "ENUM_NAME_OVERRIDES": {
        "ChannelTypeEnum": "notifications.serializers.CHANNEL_TYPES",
        "MessageKindEnum": "notifications.serializers.KINDS",
        "DailyKindEnum": "notifications.serializers.DAILY_KINDS",
    },
}
LARGEST_BODY = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_BODY

# Language, time, files

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "budget" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Seoul"

STATIC_URL = "/static/"
STATIC_ROOT = env.text("STATIC_ROOT") or None
# Served from the installed packages where nobody collected them.
WHITENOISE_USE_FINDERS = not STATIC_ROOT
WHITENOISE_AUTOREFRESH = False
# Every address of a file names its content, so that it may be kept for a year.
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_ROOT
        else "web.assets.VersionedStorage"
    },
}

# Logs, metrics, failures

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOG_FORMAT = env.one_of("LOG_FORMAT", "CONSOLE" if sys.stderr.isatty() else "JSON", ("CONSOLE", "JSON"))
# A line for each request.
ACCESS_LOG = env.flag("ACCESS_LOG")
# Statements that take so many milliseconds are logged; 0 times none.
SLOW_QUERY_MS = env.number("SLOW_QUERY_MS", 0, most=600_000)
# Metrics on a port of their own, or on the main one with a token.
METRICS_HOST = env.text("METRICS_HOST", "127.0.0.1")
METRICS_PORT = env.number("METRICS_PORT", 0, most=65535)
METRICS_TOKEN = env.token("METRICS_TOKEN")
SENTRY_DSN = env.sentry_dsn("SENTRY_DSN")

# Who is told of each request.
REQUEST_REPORTS = ["budget.operations.logs.log_access"] if ACCESS_LOG else []
if METRICS_ON := bool(METRICS_PORT or METRICS_TOKEN):
    REQUEST_REPORTS.append("budget.operations.metrics.requests.count")
if METRICS_TOKEN:
    beside = MIDDLEWARE.index("budget.health.Probes") + 1
    MIDDLEWARE.insert(beside, "budget.operations.metrics.exposition.Endpoint")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "budget.operations.logs.formatter", "style": LOG_FORMAT}},
    "filters": {"address": {"()": "budget.operations.logs.WithoutAddress"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["address"]}},
    "root": {"handlers": ["console"], "level": env.one_of("LOG_LEVEL", "WARNING", LOG_LEVELS)},
    "loggers": {
        # Who logged in, was refused, or changed a password, by id.
        "harumok.auth": {"level": "INFO"},
        "harumok.access": {"level": "INFO"},
        # What clients do wrong is theirs to know; failures of ours are errors.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # With DEBUG, Django would write its lines a second time, and statements with what was put into them.
        "django": {"handlers": []},
        "django.db.backends": {"level": "INFO"},
        # They write addresses with tokens in them, and what the other side said.
        **{name: {"level": "CRITICAL"} for name in ("apprise", "httpcore", "urllib3")},
    },
}
