"""What `manage.py check` says of the address in the QR codes."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

from certificates.neutral import telling_word

THIS_MACHINE = ("127.0.0.1", "localhost", "::1", "")


@checks.register()
def check_address_is_public(app_configs, **kwargs):
    """In production the QR codes must lead to a public host that tells nothing of custody."""
    parts = urlsplit(settings.CHECK_BASE_URL)
    host, found = parts.hostname or "", []
    if word := telling_word(host.replace(".", " ").replace("-", " ")):
        found.append(
            checks.Error(
                f"CHECK_BASE_URL names the host {host!r}: {word!r} tells where holders of certificates were.",
                hint="Use a host name of its own, for instance cek.example.org.",
                id="certificates.E001",
            )
        )
    if settings.DEBUG or settings.EMBEDDED_DATABASE:
        return found
    if host in THIS_MACHINE:
        found.append(
            checks.Warning(
                "CHECK_BASE_URL is not set, so the QR codes of certificates lead to this machine only.",
                hint="Set it to the public address of the check page before the first certificate is issued.",
                id="certificates.W001",
            )
        )
    elif parts.scheme != "https":
        found.append(checks.Warning("CHECK_BASE_URL is not an https address.", id="certificates.W002"))
    elif not settings.CHECK_HOST:
        found.append(
            checks.Warning(
                "CHECK_BASE_URL names the host of the site itself, so certificates lead to its sign-in.",
                hint="Give the check page a host name that ALLOWED_HOSTS does not list.",
                id="certificates.W003",
            )
        )
    return found
