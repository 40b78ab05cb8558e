"""The addresses of the house, and Django's admin to compare with."""

from django.urls import include, path

from bench.admin import site
from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("admin/", site.urls), path("", include("config.urls"))]
