import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.text import slugify

from facilities.models import Facility, Office, Region, User
from facilities.models.facility import TimeZone
from facilities.services.links import address_of
from facilities.services.start import OtherData, start_installation

ZONES = {zone.label: zone.value for zone in TimeZone}
# Option, model and field that check it, question, whether it may stay empty.
QUESTIONS = (
    ("region", Region, "name", "Regional office (kanwil), in full", False),
    ("facility-name", Facility, "name", "Facility, in full as in the letterhead", False),
    ("short-name", Facility, "short_name", "Short name, for instance Rutan Ruteng", False),
    ("code", Facility, "code", "Code: small letters, for instance ruteng", False),
    ("city", Facility, "city", "City where letters are dated", False),
    ("time-zone", None, "", f"Time zone: {', '.join(ZONES)}", False),
    ("head-name", User, "full_name", "Name of the head, without titles", False),
    ("head-position", Office, "position", "Position, for instance Kepala Rutan", False),
    ("head-nip", Office, "nip", "NIP of the head (may be left out)", True),
    ("head-username", User, "username", "User name of the head", False),
    ("admin-name", User, "full_name", "Name of the administrator", False),
    ("admin-username", User, "username", "User name of the administrator", False),
)
DEFAULTS = {"head-position": "Kepala Rutan", "admin-username": "admin", "admin-name": "Administrator"}


class Command(BaseCommand):
    help = "Turn a fresh installation into a real one: first region, facility, head and administrator."

    def add_arguments(self, parser):
        for name, _model, _field, question, _empty in QUESTIONS:
            parser.add_argument(f"--{name}", help=question)
        parser.add_argument("--head-acting", action="store_true", help="The head is acting (Plt.).")
        parser.add_argument("--no-input", action="store_true", help="Ask nothing; take options and defaults.")

    def handle(self, *, no_input, head_acting, **options):
        if Facility.objects.exists() or User.objects.exists():
            raise CommandError(self._other_data())
        with translation.override("en"):
            answers = {name: self._answer(name, options, no_input) for name, *_rest in QUESTIONS}
            try:
                started = self._start(answers, head_acting)
            except OtherData as error:
                raise CommandError(self._other_data()) from error
            except ValidationError as error:
                raise CommandError(f"Nothing was made. {' '.join(error.messages)}") from error
        self.stdout.write(f"{started.facility.name} has been set up. What follows is shown only here.")
        for user, secret in started.secrets.items():
            self.stdout.write(f"  {user.username}, sets a password with this link: {address_of(secret)}")
        self.stdout.write("Hand over each in person. A link opens once, within 72 hours.")

    def _answer(self, name, options, no_input) -> str:
        """Return a checked answer, from the options or asked until it is right."""
        _name, model, field, question, may_be_empty = next(line for line in QUESTIONS if line[0] == name)
        given, default = options[name.replace("-", "_")], DEFAULTS.get(name, "")
        if given is None and not no_input:
            return self._ask(name, model, field, question, default, may_be_empty)
        value = default if given is None else given
        try:
            return self._checked(name, model, field, value, may_be_empty)
        except ValidationError as error:
            raise CommandError(f"--{name}: {' '.join(error.messages)}") from error

    def _ask(self, name, model, field, question, default, may_be_empty) -> str:
        hint = f" [{default}]" if default else ""
        while True:
            self.stdout.write(f"{question}{hint}: ", ending="")
            self.stdout.flush()
            line = sys.stdin.readline()
            if not line:
                raise CommandError("No answer. Nothing was made.")
            try:
                return self._checked(name, model, field, line.strip() or default, may_be_empty)
            except ValidationError as error:
                self.stdout.write(f"  {' '.join(error.messages)}")

    @staticmethod
    def _checked(name, model, field, value, may_be_empty) -> str:
        value = value.strip()
        if not value and may_be_empty:
            return ""
        if model is None:
            if value.upper() not in ZONES and value not in ZONES.values():
                raise ValidationError(f"Choose one of {', '.join(ZONES)}.")
            return ZONES.get(value.upper(), value)
        return model._meta.get_field(field).clean(value, None)

    @staticmethod
    def _start(answers, head_acting):
        return start_installation(
            region={"name": answers["region"], "code": slugify(answers["region"])[:20].strip("-")},
            facility={
                "name": answers["facility-name"],
                "short_name": answers["short-name"],
                "code": answers["code"],
                "city": answers["city"],
                "time_zone": answers["time-zone"],
            },
            office={
                "name": answers["head-name"],
                "position": answers["head-position"],
                "nip": answers["head-nip"],
                "is_acting": head_acting,
            },
            head={"username": answers["head-username"], "full_name": answers["head-name"]},
            admin={"username": answers["admin-username"], "full_name": answers["admin-name"]},
            today=timezone.localdate(),
        )

    @staticmethod
    def _other_data() -> str:
        if User.objects.filter(is_demo=True).exists():
            return "The demo is in this database. A real installation starts in a new one."
        return "This database holds facilities or users already; it has been started before."
