"""Settings of the tests: quick passwords, static files under their plain names, a fixed check address."""

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
CHECK_BASE_URL = "https://cek.example.org"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Whoever touches the database without asking for the test database finds none, rather than the real one.
DATABASES["default"]["NAME"] = "only-for-tests"  # noqa: F405
# What a test commits need not outlive a power cut, so nobody waits for the disk.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"  # noqa: F405
# The sessions of the tests lie weeks back; those about the window set it themselves.
EDITING_DAYS = None
