"""What is measured on one database, that of this process; written as JSON. Started by bench/__main__.py."""

import argparse
import json
import os
import sys
from pathlib import Path

import django

MINIATURE = {"inmates:inmate-list", "production:sale-detail", "bench-admin:inmates_inmate_changelist"}


def main(arguments=None):
    options = argparse.ArgumentParser()
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--cast", choices=["demo", "size"], default="demo")
    options.add_argument("--requests", type=int, default=20)
    options.add_argument("--roles", default="")
    options.add_argument("--no-saving", action="store_true")
    options.add_argument("--miniature", action="store_true", help="a little of everything, for the test")
    given = options.parse_args(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()

    from django.db import connection

    from bench import fixed, people, saving
    from bench.client import Client
    from bench.measuring import Rounds
    from bench.pages import pages
    from bench.server import WORKERS, served
    from bench.visiting import PASSWORD, visit

    rounds, sizes = Rounds(timed=given.requests), saving.Sizes()
    if given.miniature:
        rounds, sizes = Rounds(1, 2), saving.MINIATURE
    cast = people.demo_cast() if given.cast == "demo" else people.cast_by_size()
    wanted = [page for page in pages() if not given.roles or page.role in given.roles.split(",")]
    if given.miniature:
        wanted = [page for page in wanted if page.address in MINIATURE and not page.query]
    with served(given.out.with_suffix(".log"), 1 if given.miniature else WORKERS) as host:
        found = {"database": connection.settings_dict["NAME"], "size": fixed.size_of_database()}
        found["first_visit"] = fixed.first_visit(Client(host), cast["operator"].username, PASSWORD)
        found["pages"] = visit(host, cast, wanted, rounds)
        found["saving"] = []
        # Kept before the long part, too.
        given.out.write_text(json.dumps(found, indent=1))
        if not given.no_saving:
            found["saving"] = saving.measure(host, sizes)
    given.out.write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    sys.exit(main())
