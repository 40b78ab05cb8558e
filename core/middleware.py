"""Language of the page, what browsers may keep of it, and who stands behind each change."""

import pghistory.middleware
from django.conf import settings
from django.utils import translation


class LanguageMiddleware:
    """Indonesian, unless the person switched: browsers on shared PCs often claim English."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PrivateMiddleware:
    """Let no browser keep what somebody signed in saw: on a shared PC "back" shows it to the next one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Say in the history of every change who made it and in which membership."""

    def get_context(self, request):
        membership = getattr(request.user, "membership", None)
        return {
            "user": request.user.pk if request.user.is_authenticated else None,
            "membership": membership.pk if membership else None,
        }
