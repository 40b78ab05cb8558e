"""Regions, facilities, who holds office there, and the days on which nothing is held."""

import zoneinfo

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from facilities.nip import validate_nip
from facilities.querysets import FacilityQuerySet, HolidayQuerySet, OfficeQuerySet, RegionQuerySet

LETTERHEAD_LINES, LETTERHEAD_LENGTH = 6, 90


def validate_letterhead(text: str) -> None:
    """Raise ValidationError when the lines would not fit at the top of a letter."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > LETTERHEAD_LINES:
        raise ValidationError(
            _("A letterhead has at most %(count)s lines."), params={"count": LETTERHEAD_LINES}, code="lines"
        )
    if any(len(line) > LETTERHEAD_LENGTH for line in lines):
        raise ValidationError(
            _("A line of the letterhead has at most %(count)s characters."),
            params={"count": LETTERHEAD_LENGTH},
            code="long",
        )


class TimeZone(models.TextChoices):
    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Region(models.Model):
    """A regional office (kanwil)."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name"]

    def __str__(self):
        return self.name


@track()
class Facility(models.Model):
    """A detention centre, prison or juvenile institution (UPT)."""

    class Kind(models.TextChoices):
        RUTAN = "rutan", _("Detention centre (rutan)")
        LAPAS = "lapas", _("Prison (lapas)")
        LPKA = "lpka", _("Juvenile institution (LPKA)")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.RUTAN)
    name = models.CharField(_("name"), max_length=120, help_text=_("In full, as in the letterhead."))
    short_name = models.CharField(_("short name"), max_length=40)
    region = models.ForeignKey(Region, models.PROTECT, related_name="facilities", verbose_name=_("region"))
    city = models.CharField(_("city"), max_length=60, help_text=_("Where letters are dated."))
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone)
    capacity = models.PositiveIntegerField(_("capacity"), default=0)
    letterhead_lines = models.TextField(
        _("letterhead"),
        blank=True,
        max_length=400,
        validators=[validate_letterhead],
        help_text=_(
            "A line each, at most 6; the first is printed large. Left empty: region, name and address."
        ),
    )
    logo_sha256 = models.CharField(_("logo"), max_length=64, blank=True, editable=False)

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
        ordering = ["name"]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("facilities:facility-detail", args=[self.pk])

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def shape(self):
        """What querysets may know of the facility, see facilities/shapes.py."""
        from facilities.shapes import shape_of_facility

        return shape_of_facility(self)

    @property
    def letterhead(self) -> list[str]:
        """The lines at the top of the facility's letters."""
        if own := [line.strip() for line in self.letterhead_lines.splitlines() if line.strip()]:
            return own
        contact = f"{self.address}, {self.city}" + (f" · Telp. {self.phone}" if self.phone else "")
        return [self.region.name, self.name, contact.strip(", ")]


def _range(function, first, last, field):
    return Func(F(first), F(last), Value("[]"), function=function, output_field=field())


@track()
class Office(models.Model):
    """Who holds the head's office, from when to when, acting (Plt.) or not."""

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="offices", verbose_name=_("facility"))
    position = models.CharField(_("position"), max_length=80, help_text=_("For instance: Kepala Rutan."))
    name = models.CharField(_("name"), max_length=120)
    titles_before = models.CharField(_("titles before the name"), max_length=40, blank=True)
    titles_after = models.CharField(_("titles after the name"), max_length=60, blank=True)
    nip = models.CharField(_("NIP"), max_length=18, blank=True, validators=[validate_nip])
    is_acting = models.BooleanField(_("acting (Plt.)"), default=False)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office holder")
        verbose_name_plural = _("office holders")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="office_dates_in_order",
                violation_error_message=_("The last day is before the first day."),
            ),
            # There is no btree_gist for "same facility", so equality is an overlap of ranges of one number.
            ExclusionConstraint(
                name="office_one_holder",
                expressions=[
                    (
                        _range("int8range", "facility", "facility", BigIntegerRangeField),
                        RangeOperators.OVERLAPS,
                    ),
                    (_range("daterange", "starts_on", "ends_on", DateRangeField), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_acting=False),
                violation_error_message=_(
                    "Somebody else holds the office in this time. Give their last day first, or mark one as "
                    "acting."
                ),
            ),
        ]

    def __str__(self):
        return self.signature_name

    def get_absolute_url(self):
        """Office holders stand on the page of their facility."""
        return reverse("facilities:facility-detail", args=[self.facility_id])

    @property
    def signature_name(self) -> str:
        """The name with titles, as it stands under a signature."""
        named = f"{self.titles_before} {self.name}".strip()
        return f"{named}, {self.titles_after}" if self.titles_after else named

    @property
    def signature_position(self) -> str:
        return f"Plt. {self.position}" if self.is_acting else self.position


@track()
class Holiday(models.Model):
    """A day without sessions beside the national holidays: of one facility, or of all."""

    facility = models.ForeignKey(Facility, models.CASCADE, null=True, blank=True, verbose_name=_("facility"))
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=80)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "day"],
                name="holiday_once",
                nulls_distinct=False,
                violation_error_message=_("This day is in the list already."),
            )
        ]

    def __str__(self):
        return self.name
