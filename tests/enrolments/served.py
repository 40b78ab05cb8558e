"""Settings of a server that a test starts as a process of its own, on the test's database."""

import os

from config.settings_test import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["SERVED_DATABASE"]  # noqa: F405
