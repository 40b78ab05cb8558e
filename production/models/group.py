"""Groups that make things: who coaches them, who is in them, and what they did."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.files.models import StoredFile
from core.history import track
from facilities.models import FacilityOwned
from facilities.querysets import OwnedQuerySet
from inmates.models import Inmate
from partners.models import Instructor
from production.querysets.works import GroupMemberQuerySet, GroupQuerySet
from programs.models import Program
from skills.models import SkillField


def in_its_facility(name, field, to):
    """A row stands in the facility of what it hangs on."""
    return CompositeForeignKey(
        fields=[field, "facility"], to=f"production.{to}", to_fields=["id", "facility"], name=name
    )


@track()
class ProductionGroup(FacilityOwned):
    """A creative group (kelompok kreatif): batik, whips, knitting, kites, furniture.

    Whether it works follows from its days. The coach is an instructor (of a partner, or an officer who
    teaches) or an officer with an account; it may have neither.
    """

    name = models.CharField(
        _("name"),
        max_length=80,
        help_text=_("It stands in the catalogue, so name the craft and no person and no place of custody."),
    )
    skill_field = models.ForeignKey(
        SkillField, models.PROTECT, related_name="production_groups", verbose_name=_("skill field")
    )
    coach = models.ForeignKey(
        Instructor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="production_groups",
        verbose_name=_("coach of a partner"),
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="production_groups",
        verbose_name=_("officer as coach"),
    )
    program = models.ForeignKey(
        Program,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="production_groups",
        verbose_name=_("programme it came from"),
    )
    started_on = models.DateField(_("began on"), default=timezone.localdate)
    ended_on = models.DateField(
        _("ended on"), null=True, blank=True, help_text=_("Left empty while the group works.")
    )
    notes = models.TextField(_("notes"), blank=True, max_length=2000)

    objects = GroupQuerySet.as_manager()
    found_by = ("name",)

    class Meta:
        verbose_name = _("creative group")
        verbose_name_plural = _("creative groups")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="group_and_facility"),
            models.UniqueConstraint(
                fields=["facility", "name"],
                name="group_name_once",
                violation_error_message=_("There is a group of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="group_dates_in_order",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(coach=None) | Q(officer=None),
                name="group_one_coach",
                violation_error_message=_("Choose one coach: somebody of a partner, or an officer."),
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="group_program_facility",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("production:group-detail", args=[self.pk])

    @property
    def standing(self) -> str:
        """Whether it works today: "scheduled", "active" or "closed"."""
        today = timezone.localdate()
        if self.started_on > today:
            return "scheduled"
        return "active" if self.ended_on is None or self.ended_on >= today else "closed"

    def get_standing_display(self) -> str:
        return {"scheduled": _("Begins later"), "active": _("At work"), "closed": _("Ended")}[self.standing]

    @property
    def coach_name(self) -> str:
        """Who coaches the group, or an empty string."""
        return str(self.coach or self.officer or "")


class EndReason(models.TextChoices):
    OWN_WISH = "own_wish", _("own wish")
    DISCIPLINE = "discipline", _("discipline")
    HEALTH = "health", _("cannot do the work")
    OTHER_WORK = "other_work", _("other work or training")
    GROUP_ENDED = "group_ended", _("the group ended")
    RELEASED = "released", _("released")
    TRANSFERRED = "transferred", _("transferred")
    DIED = "died", _("died")
    OTHER = "other", _("other")


# Written when somebody leaves the facility; the rest is for officers to choose.
BY_DEPARTURE = (EndReason.RELEASED, EndReason.TRANSFERRED, EndReason.DIED)


@track()
class GroupMember(FacilityOwned):
    """Somebody in a group, from `joined_on` to `ended_on`, both days included.

    `name` is empty until the person is transferred; then it keeps the name as this facility knew it.
    """

    group = models.ForeignKey(
        ProductionGroup,
        models.PROTECT,
        related_name="members",
        verbose_name=_("creative group"),
        editable=False,
    )
    inmate = models.ForeignKey(
        Inmate, models.PROTECT, related_name="group_memberships", verbose_name=_("inmate"), editable=False
    )
    name = models.CharField(max_length=150, blank=True, editable=False)
    joined_on = models.DateField(_("member from"), default=timezone.localdate)
    ended_on = models.DateField(_("member until"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=12, choices=EndReason, blank=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["inmate__full_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="member_and_facility"),
            models.UniqueConstraint(
                fields=["group", "inmate"],
                condition=Q(ended_on=None),
                name="member_once",
                violation_error_message=_("This person is in the group already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__gte=F("joined_on")) & ~Q(end_reason="")),
                name="member_end_whole",
                violation_error_message=_("The last day is before the first, or its reason is missing."),
            ),
            in_its_facility("member_facility", "group", "ProductionGroup"),
        ]

    def __str__(self):
        return self.display_name

    def get_absolute_url(self):
        return reverse("production:group-members", args=[self.group_id])

    @property
    def display_name(self) -> str:
        return self.name or self.inmate.full_name

    def is_member_on(self, day) -> bool:
        """Whether the person was in the group on `day`."""
        return self.joined_on <= day and (self.ended_on is None or self.ended_on >= day)


@track()
class GroupNote(FacilityOwned):
    """What the group did on a day, with photos of the work."""

    group = models.ForeignKey(
        ProductionGroup,
        models.CASCADE,
        related_name="activity_notes",
        verbose_name=_("creative group"),
        editable=False,
    )
    day = models.DateField(_("day"), default=timezone.localdate)
    text = models.TextField(_("what was done"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"), editable=False
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity note")
        verbose_name_plural = _("activity notes")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="group_note_and_facility"),
            in_its_facility("group_note_facility", "group", "ProductionGroup"),
        ]

    def __str__(self):
        return f"{self.day:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("production:note-list", args=[self.group_id])


@track()
class GroupPhoto(FacilityOwned, StoredFile):
    """A photo of an activity note. People name files after people, so the name is not kept."""

    folder = "group-notes"
    shows_name = False

    note = models.ForeignKey(
        GroupNote, models.CASCADE, related_name="photos", verbose_name=_("activity note"), editable=False
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of an activity")
        verbose_name_plural = _("photos of activities")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "sha256"],
                name="group_photo_once",
                violation_error_message=_("This photo is there already."),
            ),
            in_its_facility("group_photo_facility", "note", "GroupNote"),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)

    def get_absolute_url(self):
        return self.note.get_absolute_url()
