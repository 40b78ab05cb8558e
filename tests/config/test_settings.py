"""Settings come from the environment and fail loudly when a secret is missing."""

import os
import subprocess
import sys

from django.conf import settings

from config.secret import kept_secret

SHOW = (
    "from config import settings as s; print(s.DEBUG, s.EMBEDDED_DATABASE, s.HTTPS, s.SESSION_COOKIE_SECURE)"
)


def read_settings(show=SHOW, **environment):
    base = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", show],
        cwd=settings.BASE_DIR,
        env=base | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_demo_needs_nothing_and_is_not_in_debug():
    assert read_settings().stdout.split() == ["False", "True", "False", "False"]


def test_a_real_database_needs_a_secret():
    refused = read_settings(DATABASE_URL="postgres://berdaya@db/berdaya")
    assert refused.returncode != 0
    assert "SECRET_KEY" in refused.stderr


def test_a_real_database_brings_secure_cookies():
    shown = read_settings(DATABASE_URL="postgres://berdaya@db/berdaya", SECRET_KEY="x" * 60)
    assert shown.stdout.split() == ["False", "False", "True", "True"]


def test_behind_a_proxy_rate_limits_go_by_the_visitors_address():
    """Else ten wrong passwords anywhere would keep everybody in the country from signing in for a minute."""
    show = "from config import settings as s; print(getattr(s, 'ALLAUTH_TRUSTED_PROXY_COUNT', 0))"
    assert read_settings(show).stdout.split() == ["0"]
    assert read_settings(show, BEHIND_PROXY="1").stdout.split() == ["1"]


def test_the_kept_secret_is_made_once_and_is_its_owners_alone(tmp_path):
    path = tmp_path / "var" / "secret_key"
    first = kept_secret(path)
    assert len(first) >= 50
    assert kept_secret(path) == first
    assert path.stat().st_mode & 0o077 == 0
    assert [entry.name for entry in path.parent.iterdir()] == ["secret_key"]
