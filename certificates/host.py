"""The host of its own that the QR codes name: the check page, and nothing else answers there."""

from django.conf import settings
from django.http.request import split_domain_port


class CheckHostMiddleware:
    """Let every address of the check host but `/c/<code>` be one that does not exist.

    Stands before whatever reads a session, so that this host sets no cookie and redirects to no sign-in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.CHECK_HOST and split_domain_port(request.get_host())[0] == settings.CHECK_HOST:
            request.urlconf = "certificates.check_urls"
        return self.get_response(request)
