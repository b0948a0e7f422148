"""Django's settings, all derived from `config.env`.

Rooms read these; only this file reads the environment.
"""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from config import env

try:
    _env = env.read()
except env.WrongSetting as error:
    sys.exit(str(error))

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ROOT / "backend"
WEB = BACKEND / "web"
DATA: Path = _env["DOORSTEP_DATA"].resolve()
KEYS = DATA / "keys"


def _kept_secret(name: str) -> str:
    """A secret made once and kept in the data folder, readable by its owner alone."""
    path = KEYS / name
    if not path.exists():
        KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # another process was first; its secret is the one
        finally:
            fresh.unlink()
    return path.read_text()


BASE_URL: str = _env["DOORSTEP_BASE_URL"]
_base = urlsplit(BASE_URL)
SECRET_KEY = _env["DOORSTEP_SECRET_KEY"] or _kept_secret("secret")
DEBUG = False
ALLOWED_HOSTS = [_base.hostname or "localhost", *_env["DOORSTEP_HOSTS"]]
if _base.hostname in {"127.0.0.1", "localhost"}:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost"]
IS_DEMO: bool = _env["DOORSTEP_DEMO"]
WORKERS: int = _env["DOORSTEP_WORKERS"]
TRUSTED_PROXIES: int = _env["DOORSTEP_TRUSTED_PROXIES"]
REDIS_URL: str = _env["REDIS_URL"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    # Wanted by allauth. Nobody has groups or permissions here: rights are roles, in accounts.
    "django.contrib.auth",
    "allauth.account",
    "allauth.mfa",
    "core",
    "accounts",
    "routing",
    "notify",
    "reports",
    "workqueue",
    "insight",
    "demo",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.headers.SecurityHeaders",
    "config.problems.ApiProblems",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.who_acts.WhoActs",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.ByEmail"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "accounts.password_rules.StrongEnough"}]
# Argon2 makes new hashes; the others are only read, and made anew when their owner signs in.
PASSWORD_HASHERS = [
    "accounts.password_rules.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# Of allauth only codes and passkeys are used, none of its pages, sign-ups or addresses.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "accounts.second_step.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Doorstep"
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.i18n",
                "config.catalogues.say_unreviewed",
            ]
        },
    },
]


def _database() -> dict[str, Any]:
    url = _env["DATABASE_URL"]
    if not url:
        return {
            "ENGINE": "core.sqlite",
            "NAME": DATA / "doorstep.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
                    "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; "
                    "PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 50_000}}
    )
}


def photo_storage(values: dict[str, Any], data: Path) -> dict[str, Any]:
    """Where photos lie, as Django's STORAGES wants it: S3-compatible storage, or files in the data folder."""
    if not values["DOORSTEP_S3_BUCKET"]:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": data / "photos", "file_permissions_mode": 0o600},
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": values["DOORSTEP_S3_BUCKET"],
            "endpoint_url": values["DOORSTEP_S3_ENDPOINT"] or None,
            "region_name": values["DOORSTEP_S3_REGION"],
            "access_key": values["AWS_ACCESS_KEY_ID"] or None,
            "secret_key": values["AWS_SECRET_ACCESS_KEY"] or None,
            "addressing_style": "path",
            "file_overwrite": False,
            "default_acl": None,
            "querystring_auth": True,
        },
    }


STORAGES = {
    "default": photo_storage(_env, DATA),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DISK_SPARE_BYTES: int = _env["DOORSTEP_DISK_SPARE_MB"] * 1_000_000
PHOTOS_MOST_BYTES: int = _env["DOORSTEP_PHOTOS_MOST_MB"] * 1_000_000

#: Issue type → for how many months after its end who made a report is kept; "" for all others.
CONTACT_MONTHS: dict[str, int] = _env["DOORSTEP_CONTACT_MONTHS"]
REPORTS_AN_HOUR: int = _env["DOORSTEP_REPORTS_AN_HOUR"]
REPORTS_AN_HOUR_A_PHONE: int = _env["DOORSTEP_REPORTS_AN_HOUR_A_PHONE"]
REPORTS_AN_HOUR_A_NETWORK: int = _env["DOORSTEP_REPORTS_AN_HOUR_A_NETWORK"]
REPORTS_AN_HOUR_A_PLACE: int = _env["DOORSTEP_REPORTS_AN_HOUR_A_PLACE"]
CHALLENGE_FROM_PERCENT: int = _env["DOORSTEP_CHALLENGE_FROM_PERCENT"]
FLOOD_REPORTS: int = _env["DOORSTEP_FLOOD_REPORTS"]
CLAMD: str = _env["DOORSTEP_CLAMD"]
REPEAT_REPORTS: int = _env["DOORSTEP_REPEAT_REPORTS"]
REPEAT_DAYS: int = _env["DOORSTEP_REPEAT_DAYS"]
PHOTO_BYTES_AN_HOUR_A_PHONE: int = _env["DOORSTEP_PHOTO_MB_AN_HOUR_A_PHONE"] * 1_000_000
PHOTO_BYTES_AN_HOUR: int = _env["DOORSTEP_PHOTO_MB_AN_HOUR"] * 1_000_000

# Mail
_smtp = urlsplit(_env["DOORSTEP_SMTP_URL"])
if _smtp.scheme:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _smtp.hostname or "localhost"
    EMAIL_PORT = _smtp.port or {"smtps": 465, "smtp": 587, "smtp+plain": 25}[_smtp.scheme]
    EMAIL_HOST_USER = unquote(_smtp.username or "")
    EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
    EMAIL_USE_SSL = _smtp.scheme == "smtps"
    EMAIL_USE_TLS = _smtp.scheme == "smtp"
    EMAIL_TIMEOUT = 15
else:
    EMAIL_BACKEND = "notify.mail_folder.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = _env["DOORSTEP_MAIL_FROM"]
PUSH_CONTACT: str = _env["DOORSTEP_PUSH_CONTACT"]
PUSH_PRIVATE: bool = _env["DOORSTEP_PUSH_PRIVATE"]

# Languages and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [ROOT / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# The browser's side
STATIC_URL = "static/"
WHITENOISE_ROOT = WEB if WEB.is_dir() else None
WHITENOISE_INDEX_FILE = False
WHITENOISE_MAX_AGE = 0


def _never_changes(path: str, url: str) -> bool:
    return url.startswith("/assets/")


WHITENOISE_IMMUTABLE_FILE_TEST = _never_changes

_https = _base.scheme == "https"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_NAME = "csrftoken"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _https
CSRF_TRUSTED_ORIGINS = [BASE_URL]
LANGUAGE_COOKIE_SECURE = _https
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 26_214_400
PHOTO_MOST_BYTES = 25_000_000
PHOTO_MOST_PIXELS = 50_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": _env["DOORSTEP_LOG"].upper()},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "botocore": {"level": "WARNING"},
        "py.warnings": {"level": "ERROR"},
    },
}
