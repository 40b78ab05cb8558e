from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from core.lifecycle import MoveRefused
from facilities.models import Facility, User
from inmates import services
from inmates.identifiers import mask_nik
from inmates.sdp.records import SdpFileError


class Command(BaseCommand):
    help = (
        "Say what a list from SDP would change at a facility, and with --confirm take it over. "
        "Those whom the list does not name are left as they are. Ends with 1 when the list is refused."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="The list as SDP gives it: .xlsx, .xls.")
        parser.add_argument("--facility", required=True, metavar="CODE", help="Code of the facility.")
        parser.add_argument(
            "--by", metavar="USERNAME", help="Staff of the facility, in whose name it is done."
        )
        parser.add_argument("--confirm", action="store_true", help="Take the list over; needs --by.")
        parser.add_argument(
            "--names", action="store_true", help="Show names and what stood in refused cells."
        )

    def handle(self, *, file, facility, by, confirm, names, **options):
        with translation.override("en"):
            place = Facility.objects.filter(code=facility).first()
            if place is None:
                raise CommandError("There is no facility with this code.")
            if confirm and not by:
                raise CommandError("--confirm needs --by: the history names who took the list over.")
            user = self._staff(by, place) if by else None
            try:
                content = file.read_bytes()
            except OSError as error:
                raise CommandError(f"The file cannot be read: {error.strerror}.") from None
            with timezone.override(place.zone):
                try:
                    self._import(content, place, user, confirm, names)
                except SdpFileError as error:
                    raise CommandError(str(error.message)) from None
                except MoveRefused as error:
                    raise CommandError(" ".join(str(refusal.text) for refusal in error.refusals)) from None
                except PermissionDenied:
                    raise CommandError("This user may not import lists.") from None

    def _staff(self, username: str, place: Facility) -> User:
        user = User.objects.filter(username=username).first()
        memberships = user.memberships.active() if user else []
        for membership in memberships:
            if membership.facility_id == place.pk:
                user.act_as(membership.pk)
                if user.has_perm("inmates.enter"):
                    return user
        raise CommandError("Nobody of this name may import lists at this facility.")

    def _import(self, content, place, user, confirm, names):
        kept = services.read_import(content=content, filename="", facility=place)
        result = services.compare(kept)
        self.stdout.write(f"{place.short_name}: layout {kept.layout}, file {kept.short_hash}")
        for group, count in result.counts.items():
            self.stdout.write(f"  {group:<10}{count:>6}")
        for title, problems in (("Rejected", result.rejected), ("Remarks", result.remarks)):
            if problems:
                self.stdout.write(f"{title}:")
            for problem in problems:
                self.stdout.write(self._line(problem, names))
        if names:
            for title, people in (("New", result.new), ("Changed", result.changed)):
                for person in people:
                    what = ", ".join(change.label for change in person.changes) if person.inmate else ""
                    self.stdout.write(
                        f"{title}: row {person.row.row}, {person.row.full_name} {what}".rstrip()
                    )
            for person in result.missing:
                self.stdout.write(f"Not in the list: {person.full_name}")
        if not confirm:
            self.stdout.write("Nothing was saved. Take it over with --confirm --by USERNAME, or on the page.")
        elif result.changes_nothing:
            self.stdout.write("No changes; there is nothing to take over.")
        else:
            waiting = services.preview_import(content=content, filename="", facility=place, by=user)
            if waiting.compared_at is None:
                services.compare_import(sdp_import=waiting, by=user)
            done = services.confirm_import(sdp_import=waiting, by=user)
            self.stdout.write(
                f"Taken over as import {done.pk}: {done.counts['new']} new, {done.counts['changed']} changed."
            )

    def _line(self, problem, names) -> str:
        value = mask_nik(problem.value) if problem.field == "nik" else problem.value
        shown = f" ({value})" if names and value and problem.field != "address" else ""
        return f"  row {problem.row}, {problem.column or '-'}: {problem.text}{shown}"
