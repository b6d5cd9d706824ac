"""Django's settings, made from the one configuration."""

from pathlib import Path
from typing import Any

from django.conf.locale import LANG_INFO
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from yutang.plumbing.config import Config
from yutang.plumbing.postgres import running_url

CONFIG = Config.load()
HERE = Path(__file__).parent

SECRET_KEY = CONFIG.secrets().django
DEBUG = False
ALLOWED_HOSTS = (
    ["*"]
    if not CONFIG.origins
    else ["localhost", "127.0.0.1", "[::1]", *(origin.split("//")[-1] for origin in CONFIG.origins)]
)
CSRF_TRUSTED_ORIGINS = list(CONFIG.origins)

ROOMS = [
    *("people", "places", "goods", "yearbook", "atlas", "ledger", "trade", "delivery", "shops"),
    *("money", "live", "parcels", "shares", "customs", "care", "payouts", "stations"),
    *("criteria", "specialities", "channel", "honours"),
    *("roster", "diplomas", "spotchecks", "programmes", "courses", "training", "insurance"),
    *("placement", "indemnity", "ecology", "hosts", "promises", "insight"),
    *("prices", "facts", "indicators", "reports", "forecasts", "boards", "opendata"),
]
INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    *(f"yutang.{room}" for room in ROOMS),
    "yutang.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Packs pages; their length is blurred and their form keys change, so it tells no secret.
    "django.middleware.gzip.GZipMiddleware",
    "yutang.web.middleware.ContentSecurityPolicy",
    "yutang.web.middleware.OwnPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "yutang.web.middleware.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yutang.web.middleware.PassCookies",
    "yutang.web.middleware.Refusals",
]
ROOT_URLCONF = "yutang.web.urls"
WSGI_APPLICATION = "yutang.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": not CONFIG.follows_changes,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yutang.web.context.shell",
            ],
            "builtins": ["yutang.web.templatetags.show"],
        },
    }
]


def _database(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    known = {"dbname", "user", "password", "host", "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", ""),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": {name: value for name, value in parts.items() if name not in known},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


if CONFIG.follows_changes:  # templates are read anew each time
    TEMPLATES[0]["OPTIONS"]["loaders"] = ["django.template.loaders.app_directories.Loader"]
DATABASES = {"default": _database(running_url(CONFIG))}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["yutang.people.sessions.Door"]
CSRF_FAILURE_VIEW = "yutang.people.pages.stale_form"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "home"

# Django names the language zh-hans; the reader picks, the platform's own is Chinese.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", LANG_INFO["zh-hans"]["name_local"]), ("en", LANG_INFO["en"]["name_local"])]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = CONFIG.static
STATICFILES_DIRS = [Path(__file__).parent / "stand_ins"]  # before a library's of the same name
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "yutang.web.static_files.HashedStaticFiles"},
    # Outside what the gate serves: only a page that asks who looks hands these out.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": CONFIG.data / "private"},
    },
}
if CONFIG.follows_changes:  # under their plain names, asked for each time
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
MEDIA_URL = "/media/"
MEDIA_ROOT = CONFIG.media
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
# A public address over https means cookies over https only.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = any(
    origin.startswith("https://") for origin in CONFIG.origins
)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS: list[str] = []

UNFOLD = {
    "SITE_TITLE": _("Yutang office"),
    "SITE_HEADER": _("Yutang office"),
    "SITE_URL": "/",
    "SITE_ICON": lambda _request: static("web/logo.svg"),
    "SHOW_HISTORY": True,
    "SHOW_LANGUAGES": False,
    "COLORS": {
        "primary": {
            "50": "238 246 243",
            "100": "221 233 230",
            "200": "187 214 204",
            "300": "140 190 172",
            "400": "84 156 130",
            "500": "31 122 92",
            "600": "27 107 81",
            "700": "22 88 67",
            "800": "18 70 54",
            "900": "15 58 45",
            "950": "8 36 28",
        },
    },
}
LOGGING_CONFIG = None
