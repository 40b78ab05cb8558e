from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from facilities.models import Facility, User
from reports import demo
from reports.demo.places import PASSWORD


class Command(BaseCommand):
    help = "Load the demo: five invented sites. Does nothing when it is there; refuses other data."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Only on the embedded database, and silently not when it holds other data.",
        )

    def handle(self, *, if_empty, **options):
        if if_empty and (not settings.EMBEDDED_DATABASE or self._holds_other_data()):
            return
        try:
            loaded = demo.load()
        except demo.OtherData as error:
            raise CommandError("This database holds other data; the demo was not loaded.") from error
        self.stdout.write("The demo has been loaded." if loaded else "The demo is there already.")
        names = User.objects.filter(is_demo=True).order_by("pk").values_list("username", flat=True)
        self.stdout.write(f"Users (password {PASSWORD}): {', '.join(names)}")

    @staticmethod
    def _holds_other_data() -> bool:
        return not demo.is_loaded() and (Facility.objects.exists() or User.objects.exists())
