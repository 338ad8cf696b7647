"""Django's settings, read from the environment; docs/settings.md lists every one."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from lofte.site import environment

ROOT = Path(__file__).resolve().parents[1]
HOME = environment.home()

DEMO = environment.flag("LOFTE_DEMO")
DEBUG = False
SECRET_KEY = environment.secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("LOFTE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
BASE_URL = os.environ.get("LOFTE_BASE_URL", "http://localhost:8000").rstrip("/")
if not BASE_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("LOFTE_BASE_URL must begin with http:// or https://")
IS_SECURE = BASE_URL.startswith("https://")

OPERATOR = os.environ.get("LOFTE_OPERATOR", "").strip()
CONTACT = environment.mail_address("LOFTE_CONTACT")
SECURITY_CONTACT = environment.security_contact()

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "lofte.base",
    "lofte.accounts",
    "lofte.places",
    "lofte.released",
    "lofte.situation",
    "lofte.promises",
    "lofte.work",
    "lofte.followup",
    "lofte.publication",
    "lofte.overview",
    "lofte.records",
    "lofte.beginning",
    "lofte.public",
    "lofte.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lofte.base.middleware.Reserved",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lofte.base.middleware.HeadOnly",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # around what draws a page of its own
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lofte.base.middleware.LanguageOfPath",
    "lofte.base.middleware.DeadEnds",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lofte.accounts.middleware.Seen",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lofte.site.urls"
WSGI_APPLICATION = "lofte.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "lofte.base.context.house",
            ],
            "builtins": [
                "lofte.base.templatetags.lofte",
                "lofte.accounts.templatetags.levels",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

DATABASES = {"default": environment.database(os.environ.get("LOFTE_DATABASE_URL", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "overview:start"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # else anybody could lock out anybody
AXES_CLIENT_IP_CALLABLE = "lofte.accounts.entering.addresses.client_address"
AXES_ENABLE_ADMIN = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_LOCKOUT_CALLABLE = "lofte.accounts.views.locked_out"
AXES_VERBOSE = False  # its log lines would carry addresses

WRITER_WEEKS = environment.whole("LOFTE_WRITER_WEEKS", default=12, least=4)
SECOND_FACTOR_KINDS = environment.words("LOFTE_SECOND_FACTOR", default="" if DEMO else "approver deputy")

MAIL = environment.mail(os.environ.get("LOFTE_EMAIL_URL", ""))
SENDS_MAIL = MAIL is not None
DEFAULT_FROM_EMAIL = os.environ.get("LOFTE_EMAIL_FROM", "")
if SENDS_MAIL and "@" not in DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("LOFTE_EMAIL_FROM must be the address that letters come from.")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if SENDS_MAIL else 'dummy'}.EmailBackend"
EMAIL_TIMEOUT = 20  # seconds: a silent mail server holds up nobody for long
if MAIL is not None:
    EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.is_tls, MAIL.is_starttls

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
USE_THOUSAND_SEPARATOR = False

STATICFILES_FINDERS = ["lofte.base.stylesheet.Finder"]
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lofte.base.stylesheet.Storage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# What a page may ask of the browser: the phone's position for the log, and the passkeys it keeps.
PERMISSIONS_POLICY = {
    "geolocation": "(self)",
    "publickey-credentials-get": "(self)",
    "publickey-credentials-create": "(self)",
    **dict.fromkeys(
        ["accelerometer", "camera", "display-capture", "gyroscope", "magnetometer", "microphone", "midi"],
        "()",
    ),
    **dict.fromkeys(["payment", "serial", "usb", "browsing-topics", "interest-cohort"], "()"),
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME = "lofte_session"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "lofte.base.views.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "lofte.base.logs.Discreet",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # an address that nobody has is no event of ours
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # guesses at names fill no log
        "axes": {"level": "CRITICAL"},  # its warnings name people; lockouts are told by accounts.views
    },
}
