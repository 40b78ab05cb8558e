"""The application that gunicorn serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# Loaded now rather than by the first visitor. All of it stays as long as the process, so the collector need
# not look through it again: of a page with thousands of rows that took a third of the time.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
