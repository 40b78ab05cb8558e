"""`make bench`: measures the demo and the national set, and writes docs/performance.md. See README.md."""

import argparse
import json
import os
import subprocess
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402

from bench import databases, fixed, report  # noqa: E402


def main():
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("--national", choices=["0", "1"], default="1", help="0: the demo only")
    options.add_argument("--requests", default="20", help="timed requests a page")
    options.add_argument("--roles", default="", help="only these roles, with commas; writes no docs")
    options.add_argument("--keep-demo", action="store_true", help="use the demo's database of the last run")
    options.add_argument("--no-saving", action="store_true", help="leave out what saves")
    given = options.parse_args()

    machine = fixed.machine()
    databases.FOLDER.mkdir(parents=True, exist_ok=True)
    earlier = _read("fixed.json") or {}
    demo = f"{databases.configured()}_bench"
    if given.keep_demo and databases.exists(demo):
        migrating = earlier.get("migrating")
    else:
        print("Making the demo's database anew ...", flush=True)
        demo, migrating = databases.make_demo()
    _collect_static(demo)
    found = {"migrating": migrating, "check": fixed.check_seconds(), "machine": machine}
    found["requests"] = int(given.requests)
    _path("fixed.json").write_text(json.dumps(found))
    found["demo"] = _measure("demo", demo, given)
    place = databases.national()
    if given.national == "1":
        if "://" not in place and not databases.exists(place):
            print("Making the national set; this takes long, once.", flush=True)
            subprocess.run([sys.executable, "manage.py", "national"], cwd=settings.BASE_DIR, check=True)
        databases.prepare(place)
        found["national"] = _measure("national", place, given)

    text = report.page(found)
    if given.roles:
        _path("performance.md").write_text(text)
        print(f"Written to {_path('performance.md')}: not every role was measured.")
    else:
        (settings.BASE_DIR / "docs" / "performance.md").write_text(text)
        print("Written to docs/performance.md.")
    over = report.over_budget(found)
    print("\nOver budget:" if over else "\nNothing is over budget.")
    for line in over:
        print(f"  {line}")


def _path(name):
    return databases.FOLDER / name


def _read(name):
    return json.loads(_path(name).read_text()) if _path(name).exists() else None


def _collect_static(place):
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=settings.BASE_DIR,
        env=databases.environment(place) | {"DJANGO_SETTINGS_MODULE": "bench.settings"},
        check=True,
    )


def _measure(name, place, given) -> dict:
    """Measure a database in a process of its own, whose environment names it."""
    print(f"Measuring {name} ...", flush=True)
    out = _path(f"{name}.json")
    command = [sys.executable, "-m", "bench.one", "--out", str(out), "--requests", given.requests]
    command += ["--cast", "demo" if name == "demo" else "size", "--roles", given.roles]
    command += ["--no-saving"] if given.no_saving else []
    subprocess.run(command, cwd=settings.BASE_DIR, env=databases.environment(place), check=True)
    return _read(out.name)


if __name__ == "__main__":
    main()
