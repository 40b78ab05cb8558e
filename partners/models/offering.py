"""What partners offer: training packages with a fixed length and few seats (domain.md, section 2: SoE)."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from core.history import track
from partners.models.partner import Partner
from partners.offering_querysets import OfferingQuerySet
from skills.choices import Place
from skills.models import Level, Requirements, SkillField

MOST_SEATS = 300


@track()
class Offering(Requirements):
    """A training package of a partner; whoever sees the partner sees it, so all facilities of the region."""

    Place = Place

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="offerings", verbose_name=_("partner"), editable=False
    )
    skill_field = models.ForeignKey(
        SkillField, models.PROTECT, related_name="offerings", verbose_name=_("skill field")
    )
    title = models.CharField(_("title"), max_length=120)
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.BASIC)
    lesson_hours = models.PositiveSmallIntegerField(
        _("lesson hours (JP)"),
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text=_("One JP is 45 minutes."),
    )
    seats = models.PositiveSmallIntegerField(
        _("seats"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    place = models.CharField(_("place"), max_length=10, choices=Place, default=Place.INSIDE)
    months = ArrayField(
        models.PositiveSmallIntegerField(choices=list(MONTHS.items())),
        verbose_name=_("months offered"),
        default=list,
        blank=True,
    )
    is_public = models.BooleanField(
        _("open to the public"),
        default=False,
        help_text=_("People from outside may take part in the same class."),
    )
    public_seats = models.PositiveSmallIntegerField(
        _("seats for the public"),
        default=0,
        blank=True,
        validators=[MaxValueValidator(MOST_SEATS)],
        help_text=_("Beside the seats above."),
    )
    kit_follows = models.BooleanField(_("tools follow for those who pass"), default=False)
    capital_follows = models.BooleanField(_("working capital follows for those who pass"), default=False)
    what_follows = models.CharField(
        _("what follows"), max_length=200, blank=True, help_text=_("For instance: a set of hair clippers.")
    )
    notes = models.TextField(_("notes"), blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True, editable=False)

    objects = OfferingQuerySet.as_manager()

    class Meta:
        verbose_name = _("offering")
        verbose_name_plural = _("offerings")
        ordering = ["title", "level", "pk"]
        constraints = [
            *Requirements.Meta.constraints,
            models.UniqueConstraint(
                fields=["partner", "title", "level"],
                condition=Q(ended_on=None),
                name="offering_once",
                violation_error_message=_("This partner already offers a training of this title and level."),
            ),
            models.CheckConstraint(
                condition=Q(seats__range=(1, MOST_SEATS), lesson_hours__gte=1), name="offering_ranges"
            ),
            models.CheckConstraint(
                condition=Q(public_seats=0) | Q(is_public=True, public_seats__lte=MOST_SEATS),
                name="offering_public_seats",
                violation_error_message=_("Only what is open to the public has seats for it."),
            ),
            models.CheckConstraint(condition=Q(months__contained_by=list(MONTHS)), name="offering_months"),
        ]

    def __str__(self):
        return self.title if self.level == Level.BASIC else f"{self.title} ({self.get_level_display()})"

    def get_absolute_url(self):
        return reverse("partners:offering-detail", args=[self.pk])

    @property
    def is_active(self) -> bool:
        """Whether the partner offers it still."""
        return self.ended_on is None

    @property
    def months_text(self) -> str:
        """The months in which it is offered, in words."""
        return ", ".join(str(MONTHS[month]) for month in self.months) or str(_("all year"))

    @property
    def follows_text(self) -> str:
        """What those who pass get, in words; an empty string when nothing."""
        parts = [_("tools") if self.kit_follows else "", _("working capital") if self.capital_follows else ""]
        said = ", ".join(str(part) for part in parts if part)
        return ": ".join(part for part in (said, self.what_follows) if part)
