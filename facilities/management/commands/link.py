from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from facilities.models import User
from facilities.services.links import address_of, make_link_at_the_server


class Command(BaseCommand):
    help = (
        "Make a one-time link with which an account sets a new password, when nobody can make it on a page."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", help="User name of the account, for instance admin.")

    def handle(self, *, username, **options):
        with translation.override("en"):
            try:
                user, secret = make_link_at_the_server(username=username)
            except User.DoesNotExist as error:
                raise CommandError("There is no account of this name.") from error
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.username}, sets a password with this link: {address_of(secret)}")
        self.stdout.write("Hand it over in person. It opens once, within 72 hours; earlier links have ended.")
