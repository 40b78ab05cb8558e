import logging
import time

from django.core.management.base import BaseCommand, CommandError

from core import registry

log = logging.getLogger("berdaya.daily")


class Command(BaseCommand):
    help = "Housekeeping, once a day by a timer; harmless at any time and as often as one likes."

    def handle(self, **options):
        failed = []
        for chore in registry.chores():
            began = time.monotonic()
            try:
                said = chore.run()
            except Exception as error:
                # The others are done all the same.
                log.error("a daily chore failed", exc_info=error)
                failed.append(chore.name)
                said = f"failed ({type(error).__name__})"
            self.stdout.write(f"{chore.name}: {said} ({time.monotonic() - began:.1f} s)")
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}. The log says where.")
