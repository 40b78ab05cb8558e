import os
import subprocess
import sys
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from reports import demo
from reports.demo.places import PASSWORD
from reports.national import Size, database
from reports.national.build import LARGE, fill_database
from reports.services.summaries import refresh_all


class Command(BaseCommand):
    help = (
        "Build a data set as large as the country, for measuring, in a database of its own beside the one"
        " in use; the same for the same day, size and seed."
    )

    def add_arguments(self, parser):
        size = Size()
        parser.add_argument("--facilities", type=int, default=size.facilities)
        parser.add_argument(
            "--scale", type=float, default=1.0, help=f"1.0 is {size.held:,} people held in all facilities."
        )
        parser.add_argument("--seed", type=int, default=size.seed)
        parser.add_argument("--database", help="Its name; usually that of the one in use and _national.")
        parser.add_argument("--again", action="store_true", help="Drop the one that is there.")
        parser.add_argument(
            "--without-demo", action="store_true", help="Leave out the five sites of the demo."
        )
        # A database that has been migrated already, to copy; for tests.
        parser.add_argument("--template", default="")
        # How the command calls itself once the database is there.
        parser.add_argument("--into-this", action="store_true", help="Not for you.")

    def handle(self, **options):
        if options["into_this"]:
            self._fill(options)
            return
        name = options["database"] or database.usual_name()
        try:
            database.create(name, again=options["again"], template=options["template"])
        except database.DatabaseExists as error:
            raise CommandError(f"There is a database {name}; --again drops it and builds it anew.") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        wanted = [f"--{key}={options[key]}" for key in ("facilities", "scale", "seed")]
        wanted += ["--without-demo"] if options["without_demo"] else []
        added = database.environment(name)
        command = [sys.executable, sys.argv[0] if sys.argv[0].endswith("manage.py") else "manage.py"]
        done = subprocess.run(
            [*command, "national", "--into-this", *wanted], env=os.environ | added, check=False
        )
        if done.returncode:
            raise CommandError(f"The database {name} is not complete.")
        told = " ".join(f"{key}={value}" for key, value in added.items())
        self.stdout.write(f"To use it: {told} .venv/bin/python manage.py runserver")

    def _fill(self, options) -> None:
        begun = time.monotonic()
        size = Size(facilities=options["facilities"], seed=options["seed"]).scaled(options["scale"])
        self._timed("Migrations", lambda: call_command("migrate", verbosity=0))
        if not options["without_demo"]:
            self._timed("Demo", demo.load)
        fill_database(size, self._say)
        self._timed("Figures of the facilities", refresh_all)
        with connection.cursor() as cursor:
            for table in ("facilities_facility", "facilities_user", "programs_program", *LARGE):
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                self._say(f"{table}: {cursor.fetchone()[0]:,}")
            cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
            self._say(f"{cursor.fetchone()[0]} in {time.monotonic() - begun:.0f} s")
        self._say(f"Users: national, regional.<region>, operator.<facility> and so on; password {PASSWORD}")

    def _timed(self, name, work) -> None:
        begun = time.monotonic()
        work()
        self._say(f"{name}: {time.monotonic() - begun:.1f} s")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
