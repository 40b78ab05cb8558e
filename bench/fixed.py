"""What does not hang on a page: how big the first visit is, how long commands take, which machine this is."""

import os
import platform
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import django
import lxml.html
from django.conf import settings
from django.db import connection

from bench.client import Client

ASSETS = "//link[@rel='stylesheet' or @rel='icon' or @rel='manifest']/@href | //script/@src | //img/@src"


def check_seconds(times: int = 3) -> float:
    """Return how long `manage.py check` takes, the median of some times after the first."""
    taken = []
    for _time in range(times + 1):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "manage.py", "check"],
            cwd=settings.BASE_DIR,
            # With it Python would read every source anew.
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        taken.append(time.perf_counter() - began)
    return statistics.median(taken[1:])


def first_visit(client: Client, username: str, password: str) -> dict[str, int]:
    """Return the compressed bytes of the sign-in page, of the page behind it and of all that these load."""
    client.cookies = {}
    pages = {"/accounts/login/": client.get("/accounts/login/")}
    client.sign_in(username, password)
    pages["/"] = client.get("/")
    sizes, files = {path: len(answer.body) for path, answer in pages.items()}, set()
    for answer in pages.values():
        page = lxml.html.fromstring(answer.content.decode())
        files |= {path for path in page.xpath(ASSETS) if path.startswith("/")}
        files |= {path.partition("#")[0] for path in page.xpath("//*[local-name()='use']/@href")}
    for path in sorted(filter(None, files)):
        answer = client.get(path)
        sizes[path] = len(answer.body)
        if path.endswith(".css"):
            # Fonts of the kind that browsers take first.
            for font in re.findall(r"url\([\"']?([^)\"']+\.woff2)", answer.content.decode()):
                address = font if font.startswith("/") else f"{path.rpartition('/')[0]}/{font}"
                sizes[address] = len(client.get(address).body)
    return sizes


def size_of_database() -> dict[str, int]:
    """Return how much stands in the database."""
    from certificates.models import Certificate
    from enrolments.models import Attendance, Enrolment
    from facilities.models import Facility
    from inmates.models import Inmate
    from programs.models import Program

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    held = Inmate.objects.held().count()
    return {
        "facilities": Facility.objects.count(),
        "people held": held,
        "people of the past": Inmate.objects.count() - held,
        "programmes": Program.objects.count(),
        "enrolments": Enrolment.objects.count(),
        "attendance marks": Attendance.objects.count(),
        "certificates": Certificate.objects.count(),
        "megabytes": size // 2**20,
    }


def machine() -> dict[str, str]:
    """Return processor, cores, memory and versions of what runs."""
    info = Path("/proc/cpuinfo")
    models = re.findall(r"^model name\s*: (.*)$", info.read_text(), re.M) if info.exists() else []
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": models[0] if models else platform.processor() or platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory / 2**30:.0f} GB",
        "Python": platform.python_version(),
        "Django": django.get_version(),
        "PostgreSQL": server,
        "load": f"{os.getloadavg()[0]:.1f}",
        "system": f"{platform.system()} {platform.release()}",
    }
