"""Tools and materials of a class, and how they are counted out and in at each session."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.history import track
from facilities.models import FacilityOwned
from programs.models.program import Program
from programs.models.session import Session
from programs.querysets import ProgramPartQuerySet, ToolCountQuerySet

MOST_PIECES = 100_000


@track()
class Tool(FacilityOwned):
    """A tool, which must come back after every session, or a material, which is used up."""

    class Kind(models.TextChoices):
        TOOL = "tool", _("Tool")
        MATERIAL = "material", _("Material")

    program = models.ForeignKey(Program, models.CASCADE, related_name="tools", verbose_name=_("programme"))
    position = models.PositiveSmallIntegerField(_("no."))
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TOOL)
    quantity = models.PositiveIntegerField(
        _("planned quantity"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PIECES)]
    )
    unit = models.CharField(_("unit"), max_length=20, blank=True)

    objects = ProgramPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("tool or material")
        verbose_name_plural = _("tools and materials")
        ordering = ["program", "position"]
        constraints = [
            models.UniqueConstraint(fields=["id", "program", "facility"], name="tool_and_program"),
            models.UniqueConstraint(
                fields=["program", "name"],
                name="tool_once",
                deferrable=models.Deferrable.IMMEDIATE,
                violation_error_message=_("This stands in the table twice."),
            ),
            CompositeForeignKey(
                fields=["program", "facility"],
                to="programs.Program",
                to_fields=["id", "facility"],
                name="tool_facility",
            ),
        ]

    def __str__(self):
        return self.name


@track()
class ToolCount(FacilityOwned):
    """How many pieces of a tool went out to a session and came back in, and who counted."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+", verbose_name=_("programme"))
    session = models.ForeignKey(
        Session, models.CASCADE, related_name="tool_counts", verbose_name=_("session")
    )
    tool = models.ForeignKey(Tool, models.PROTECT, related_name="counts", verbose_name=_("tool or material"))
    counted_out = models.PositiveIntegerField(_("out"), null=True, blank=True)
    out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("counted out by"),
    )
    out_at = models.DateTimeField(_("counted out at"), null=True)
    counted_in = models.PositiveIntegerField(_("in"), null=True, blank=True)
    in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("counted in by")
    )
    in_at = models.DateTimeField(_("counted in at"), null=True)
    note = models.CharField(_("explanation"), max_length=200, blank=True)

    objects = ToolCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of tools")
        verbose_name_plural = _("counts of tools")
        ordering = ["session", "tool__position"]
        constraints = [
            models.UniqueConstraint(fields=["session", "tool"], name="tool_count_once"),
            models.CheckConstraint(
                condition=Q(counted_in=None) | Q(counted_out__isnull=False), name="tool_count_out_before_in"
            ),
            CompositeForeignKey(
                fields=["session", "program", "facility"],
                to="programs.Session",
                to_fields=["id", "program", "facility"],
                name="tool_count_session",
            ),
            CompositeForeignKey(
                fields=["tool", "program", "facility"],
                to="programs.Tool",
                to_fields=["id", "program", "facility"],
                name="tool_count_tool",
            ),
        ]

    def __str__(self):
        return f"{self.tool} ({self.session})"

    @property
    def difference(self) -> int | None:
        """Pieces that came back less those that went out; None while one count is missing."""
        if self.counted_out is None or self.counted_in is None:
            return None
        return self.counted_in - self.counted_out
