"""Settings of Berdaya, read from the environment; see README.md, "Settings"."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environs import Env

from config import database
from config.secret import kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

DEBUG = env.bool("DEBUG", False)

# The demo loads by itself, and a secret is made, only on the embedded database.
EMBEDDED_DATABASE = not env.str("DATABASE_URL", "")
if EMBEDDED_DATABASE:
    DATABASES = {"default": database.embedded(BASE_DIR)}
    DATABASES["default"]["NAME"] = env.str("DATABASE_NAME", "berdaya")
    SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret(VAR_DIR / "secret_key")
else:
    DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
    SECRET_KEY = env.str("SECRET_KEY")
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_DATABASE_NAME", "test_berdaya")}
# PgBouncer in transaction mode keeps no cursor between two statements.
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])
# The address printed in QR codes; a host of its own tells nothing about where a holder was.
CHECK_BASE_URL = env.str("CHECK_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
# A host that ALLOWED_HOSTS does not name serves the check page and nothing else (certificates/host.py).
CHECK_HOST = urlsplit(env.str("CHECK_BASE_URL", "")).hostname or ""
if CHECK_HOST in [*ALLOWED_HOSTS, ""] or "*" in ALLOWED_HOSTS:
    CHECK_HOST = ""
else:
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, CHECK_HOST]

HTTPS = env.bool("HTTPS", not EMBEDDED_DATABASE)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Without it all visitors would share the proxy's address, and its rate limits.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
# Whoever watches the server asks it on the machine itself.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

INSTALLED_APPS = [
    "reports",
    "production",
    "reintegration",
    "certificates",
    "enrolments",
    "programs",
    "partners",
    "inmates",
    "skills",
    "accounts",
    "audit",
    "facilities",
    "core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django.forms",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "core.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "certificates.host.CheckHostMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ActivityMiddleware",
    "accounts.middleware.KeptFormMiddleware",
    "core.middleware.PrivateMiddleware",
    "facilities.middleware.MembershipMiddleware",
    "accounts.middleware.SecondStepMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.waiting.WaitingMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.shell",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django.templatetags.i18n", "core.templatetags.ui"],
        },
    }
]
if DEBUG:
    TEMPLATES[0]["OPTIONS"]["loaders"] = TEMPLATES[0]["OPTIONS"]["loaders"][0][1]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
DJANGO_TABLES2_TEMPLATE = "components/table.html"

AUTH_USER_MODEL = "facilities.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reports:home"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.PasswordForm",
    "reauthenticate": "accounts.forms.AskPasswordForm",
}
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}

MFA_ADAPTER = "accounts.adapters.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.AskCodeForm",
    "activate_totp": "accounts.forms.SetUpForm",
    "deactivate_totp": "accounts.forms.SwitchOffForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Berdaya"
# Clocks of phones and of offices without a time server differ.
MFA_TOTP_TOLERANCE = 1
# Roles that must use the second step; recommended: head,admin,national,regional.
MFA_REQUIRED_ROLES = env.list("MFA_REQUIRED_ROLES", [])
# Nobody stays signed in on a shared PC that they have left.
IDLE_MINUTES = env.int("IDLE_MINUTES", 60)
# How long before its last day an agreement, or an instructor's certificate, reads "ending soon".
EXPIRING_DAYS = env.int("EXPIRING_DAYS", 60)
# Until which day of the next month the monthly report is awaited.
REPORT_DUE_DAY = env.int("REPORT_DUE_DAY", 5)
IDLE_WARNING_MINUTES = 5
# For how many days after a session its instructor records attendance, where a facility has set nothing else.
EDITING_DAYS = env.int("EDITING_DAYS", 7)

# After how many days what has run out is erased, by kind (core/erasing.py): NIK, address, contacts and photos
# after their person left, work limits after they ended or their person left, consents after they were
# withdrawn or their person left, the others after they were written. `ERASE_AFTER=nik=180,contacts=720`
# changes some of them.
ERASE_AFTER = {
    "nik": 365,
    "address": 365,
    # Follow-ups reach a year beyond release.
    "contacts": 540,
    "release_plan_words": 540,
    # Counted from the release; what outcomes need is kept without names.
    "followup_attempts": 730,
    "followups": 730,
    "release_plans": 730,
    "contact_refusals": 730,
    "photos": 365,
    "work_limits": 180,
    "consents": 1825,
    # Counted from the end of the programme too.
    "registration_lines": 365,
    "sign_ins": 365,
    "accesses": 1825,
} | env.dict("ERASE_AFTER", {}, subcast_values=int)

# What stands at the top of the national office's paper: one line after the other.
NATIONAL_LETTERHEAD = env.list(
    "NATIONAL_LETTERHEAD",
    default=["Direktorat Jenderal Pemasyarakatan", "Kementerian Imigrasi dan Pemasyarakatan"],
)

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
# The second one mends and completes the Indonesian of the packages.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "vendor"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "files")))
MEDIA_URL = ""
BACKUP_DIR = Path(env.str("BACKUP_DIR", str(VAR_DIR / "backups")))
# With less free space than this /health/ answers 503.
MIN_FREE_BYTES = env.int("MIN_FREE_MB", 500) * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
IMPORT_MAX_BYTES = 10 * 1024 * 1024

PGHISTORY_APPEND_ONLY = True

# No mail about errors and no text of them: see core/logs.py. For development the console is plain.
ADMINS = MANAGERS = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "core.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain" if DEBUG else "json"},
        "nothing": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "berdaya": {"level": env.log_level("LOG_LEVEL", "INFO")},
        # Django's own handlers mail and print; what it warns of (404 and the like) the request's line says.
        "django": {"handlers": ["nothing"], "level": "INFO"},
        "django.request": {"level": "ERROR"},
    },
}
