"""What the framework brings, set as we have set it. Of our own middleware stays what it has in its place."""

from assessments import settings as ours

STOCK = {
    "assessments.lti.inside.sessions.SessionMiddleware": "django.contrib.sessions.middleware.SessionMiddleware",
    "assessments.sessions.user.AuthenticationMiddleware": "django.contrib.auth.middleware.AuthenticationMiddleware",
    "assessments.web.language.LanguageMiddleware": "django.middleware.locale.LocaleMiddleware",
}
COPIED = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASES", "CACHES", "CSRF_USE_SESSIONS", "SESSION_COOKIE_NAME")
COPIED += ("CONTENT_SECURITY_POLICY", "LANGUAGES", "LANGUAGE_CODE", "TIME_ZONE", "STATIC_URL", "STATIC_ROOT", "LOGGING")
COPIED += ("DEFAULT_AUTO_FIELD", "SECURE_REFERRER_POLICY", "X_FRAME_OPTIONS", "LOGIN_URL")
globals().update({name: getattr(ours, name) for name in COPIED})

DEBUG = False
USE_TZ = True
ROOT_URLCONF = "tests.bench.floor.urls"
WSGI_APPLICATION = "tests.bench.floor.wsgi.application"
SESSION_ENGINE = ours.SESSION_ENGINE.replace("assessments.sessions", "django.contrib.sessions.backends")
MIDDLEWARE = [STOCK.get(name, name) for name in ours.MIDDLEWARE if name in STOCK or not name.startswith("assessments.")]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_htmx",
    "csp",
    "tests.bench.floor",
]
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
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody logs in
