"""Every setting in one place. The environment decides, or a file .env beside manage.py; .env.example has the names."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from assessments import databases, logs
from assessments.environment import (
    Misconfigured,
    envbool,
    envdirectory,
    envhttps,
    envint,
    envlist,
    envnetworks,
    envsecret,
    envstr,
    envzone,
    read_dotenv,
)

ROOT = Path(__file__).resolve().parent.parent
if "PYTEST_VERSION" not in os.environ:  # tests do not depend on one machine's settings
    read_dotenv(ROOT / ".env")

# The process
DEBUG = envbool("DEBUG", False)
HTTPS = envbool("HTTPS", False)
PROCESSES = envint("WEB_CONCURRENCY", 1, lowest=1, highest=64)  # gunicorn reads it, too
WITH_WORKER = envbool("WITH_WORKER", False)  # as gunicorn does this
DATA_DIR = envdirectory("DATA_DIR", ROOT / "var")
SECRET_KEY = envsecret("SECRET_KEY", kept=DATA_DIR / "secret-key")
ALLOWED_HOSTS = envlist("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
INSIDE_HOSTS = envlist("INSIDE_HOSTS", ())
TRUSTED_PROXIES = envnetworks("TRUSTED_PROXIES")  # whose X-Forwarded-For is believed
ROOT_URLCONF = "assessments.urls"
WSGI_APPLICATION = "assessments.wsgi.application"
INSTALLED_APPS = [
    "django_tasks_db",  # before us, who show its rows in the admin our own way
    "assessments",  # before the admin: its templates win
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    # The order matters. Outermost, what every answer gets, refusals by the others included; a launch is taken off the
    # path before anybody reads it; who one is is known before the two gates ask for it.
    "assessments.web.requests.follow",
    "assessments.web.headers.add_headers",
    "assessments.lti.inside.addresses.within_launches",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # the one secret of a page, its CSRF token, is masked anew each time
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "assessments.lti.inside.sessions.SessionMiddleware",
    "assessments.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "assessments.sessions.user.AuthenticationMiddleware",
    "assessments.lti.inside.gate.let_through",
    "assessments.web.accounts.gate.ask_for_second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "assessments.web.accounts.again.AskAgain",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

# Data
DATABASE_URL = envstr("DATABASE_URL", "")
DATABASE_POOL = envint("DATABASE_POOL", 8, lowest=1, highest=100)
DATABASES = {
    "default": databases.postgresql(DATABASE_URL, DATABASE_POOL)
    if DATABASE_URL
    else databases.sqlite(DATA_DIR / "assessments.sqlite3"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
REDIS_URL = envstr("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "assessments.cache.Spare",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
# Work that no page waits for lies in the database, in the transaction of what it is about; manage.py worker does it
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Who is who
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "assessments.services.accounts.passwords.NotOurWords"},
    {"NAME": "assessments.services.accounts.passwords.NotStrungTogether"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SECOND_FACTOR = envstr("SECOND_FACTOR", "off", allowed=("off", "staff", "everyone"))  # who has to have one
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# A cache of its own in each of several processes would go on honouring sessions that another one has ended, and one in
# Redis would take every page down with it.
SESSION_ENGINE = f"assessments.sessions.{'db' if REDIS_URL or PROCESSES > 1 else 'cached_db'}"
SESSION_COOKIE_AGE = 8 * 60 * 60  # at most, from logging in on
# __Host-: neither another host of the domain nor a page without https can plant one.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_USE_SESSIONS = True

# What browsers are told
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^api/"]  # the API refuses: a redirect would hide the leak
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# A learning record store that is told of attempts, by xAPI; none, unless it is named
XAPI_URL = envhttps("XAPI_URL")
XAPI_KEY = envstr("XAPI_KEY", "")
XAPI_SECRET = envstr("XAPI_SECRET", "")
XAPI_HOME = envhttps("XAPI_HOME")
if XAPI_URL and not (XAPI_KEY and XAPI_SECRET and XAPI_HOME):
    raise Misconfigured("XAPI_URL", XAPI_URL, "together with XAPI_KEY, XAPI_SECRET and XAPI_HOME")

# Pages
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "assessments.templatetags.languages"],
        },
    },
]
STATIC_URL = "/static/"  # whole: the addresses within a launch have a prefix, and files have not
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # the default lets any site read what is served
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "assessments" / "locale"]
FORMAT_MODULE_PATH = "assessments.locale"
TIME_ZONE = envzone("TIME_ZONE", "UTC")
USE_TZ = True

# Who may read /metrics from elsewhere
METRICS_TOKEN = envstr("METRICS_TOKEN", "")
METRICS_DIR = envdirectory("METRICS_DIR", DATA_DIR / "metrics")
if PROCESSES > 1:  # prometheus_client looks here when it is first imported
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_DIR)

# Lines to stderr, each with the id of its request; as JSON for whoever collects them
LOG_LEVEL = envstr("LOG_LEVEL", "INFO", allowed=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOG_FORMAT = envstr("LOG_FORMAT", "plain", allowed=("plain", "json"))
LOGGING = logs.lines(LOG_LEVEL, LOG_FORMAT)
