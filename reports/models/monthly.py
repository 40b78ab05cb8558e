"""Monthly reports: what staff write beside the figures, what was submitted, and what the office answered."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.constraints import CompositeForeignKey
from core.files import PDF, Stored
from core.files.models import StoredFile
from core.history import track
from core.lifecycle import Lifecycle, LifecycleModel, Move, not_by
from core.report_sections import Period, month_of
from facilities.models import FacilityOwned
from reports import guards
from reports.querysets import REACHED, MonthlyReportQuerySet, ReportPhotoQuerySet, SubmissionQuerySet

TEXT_LENGTH = 4000
LETTERS = "report_letters"


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("Checked")
    SUBMITTED = "submitted", _("Submitted")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Returned for correction")


# States in which texts and photos may be changed.
OPEN_STATES = ("draft", "returned")

MONTHLY_LIFECYCLE = Lifecycle(
    ReportState,
    [
        Move(
            "check",
            _("Confirm texts and figures"),
            OPEN_STATES,
            "checked",
            "reports.check",
            guards=[guards.month_is_over, guards.names_nobody],
            consequence=_("The texts are closed for editing, and the head submits the report."),
            past=_("Checked"),
        ),
        Move(
            "reopen",
            _("Put back to draft"),
            ("checked",),
            "draft",
            "reports.check",
            reason=True,
            color="outline-secondary",
            consequence=_("The texts can be changed again."),
            past=_("Put back to draft"),
        ),
        Move(
            "submit",
            _("Submit to the regional office"),
            (*OPEN_STATES, "checked"),
            "submitted",
            "reports.approve",
            # What freezes it stands in reports/services/monthly.py; the app registers it.
            guards=[
                guards.month_is_over,
                guards.has_head,
                guards.names_nobody,
                not_by("check", _("You checked this report, so somebody else submits it.")),
            ],
            warning=_(
                "The letter takes its number, and figures, texts and photos stay as they are now. Only the "
                "regional office can return it."
            ),
            past=_("Submitted"),
        ),
        Move(
            "refuse",
            _("Return to the officer"),
            ("checked",),
            "draft",
            "reports.approve",
            reason=True,
            color="outline-secondary",
            consequence=_("It becomes a draft again; the officer reads the reason and corrects it."),
            past=_("Returned to the officer"),
        ),
        Move(
            "accept",
            _("Accept"),
            ("submitted",),
            "accepted",
            "acceptance.enter",
            guards=[not_by("submit", _("You submitted this report, so somebody else accepts it."))],
            warning=_("An accepted report stays as it is for good."),
            past=_("Accepted"),
        ),
        Move(
            "return",
            _("Return for correction"),
            ("submitted",),
            "returned",
            "acceptance.enter",
            reason=True,
            color="outline-secondary",
            consequence=_("The facility corrects it and submits it anew; what was submitted is kept."),
            past=_("Returned for correction"),
        ),
    ],
)

_REFUSE = """
            RAISE EXCEPTION 'a report that was submitted stays as it was'
            USING ERRCODE = 'integrity_constraint_violation';
"""
STAYS = pgtrigger.Trigger(
    name="report_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__state__in=REACHED),
    func=f"""
        IF to_jsonb(NEW) - ARRAY['state'] <> to_jsonb(OLD) - ARRAY['state'] THEN {_REFUSE}
        END IF;
        RETURN NEW;
    """,
)
PHOTO_STAYS = pgtrigger.Trigger(
    name="report_photo_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF EXISTS (
            SELECT 1 FROM reports_monthlyreport
            WHERE id IN (NEW.report_id, OLD.report_id) AND state IN {REACHED}
        ) THEN {_REFUSE}
        END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)


@track()
class MonthlyReport(FacilityOwned, LifecycleModel):
    """The report of a facility on a month (laporan bulanan pembinaan kemandirian); `month` is its first day.

    The figures are gathered when somebody looks (core/report_sections.py), until it is submitted: then they
    are kept in a `ReportSubmission`, with the texts and the letter.
    """

    state = models.CharField(
        _("state"), max_length=12, choices=ReportState, default=ReportState.DRAFT, editable=False
    )
    month = models.DateField(_("month"))
    activities = models.TextField(_("activities of the month"), blank=True, max_length=TEXT_LENGTH)
    problems = models.TextField(_("problems"), blank=True, max_length=TEXT_LENGTH)
    plans = models.TextField(_("plans for the next month"), blank=True, max_length=TEXT_LENGTH)

    lifecycle = MONTHLY_LIFECYCLE
    objects = MonthlyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        ordering = ["-month", "facility__name"]
        indexes = [models.Index(fields=["month", "state"], name="report_by_month")]
        constraints = [
            models.UniqueConstraint(fields=["id", "facility"], name="report_and_facility"),
            models.UniqueConstraint(
                fields=["facility", "month"],
                name="report_once_a_month",
                violation_error_message=_("The report of this month has been begun already."),
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="report_month_first_day"),
        ]
        triggers = [MONTHLY_LIFECYCLE.trigger("report_state"), STAYS]

    def __str__(self):
        return str(_("Monthly report %(month)s") % {"month": date_format(self.month, "F Y")})

    def get_absolute_url(self):
        return reverse("reports:monthly-detail", args=[self.pk])

    @property
    def period(self) -> Period:
        """The first and the last day of the month."""
        return month_of(self.month)

    @property
    def is_open(self) -> bool:
        """Whether texts and photos may be changed."""
        return self.state in OPEN_STATES

    @property
    def is_frozen(self) -> bool:
        """Whether the regional office has it, so that what was submitted is shown."""
        return self.state in REACHED


class ReportSubmission(FacilityOwned):
    """A report as it was submitted: letter, figures, texts. The database refuses to change or delete it.

    A returned report is submitted again and then has another one. `content` holds sections, texts, captions
    of photos and who signs; the PDF is the letter that was sent.
    """

    report = models.ForeignKey(
        MonthlyReport, models.PROTECT, related_name="submissions", verbose_name=_("monthly report")
    )
    position = models.PositiveSmallIntegerField(_("no."))
    number = models.CharField(_("number"), max_length=120)
    day = models.DateField(_("dated"))
    content = models.JSONField()
    pdf_sha256 = models.CharField(max_length=64, db_index=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("submitted by")
    )
    submitted_at = models.DateTimeField(_("submitted at"), auto_now_add=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submitted report")
        verbose_name_plural = _("submitted reports")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="submission_position_once"),
            models.UniqueConstraint(fields=["facility", "number"], name="submission_number_once"),
            CompositeForeignKey(
                fields=["report", "facility"],
                to="reports.MonthlyReport",
                to_fields=["id", "facility"],
                name="submission_facility",
            ),
        ]
        triggers = [pgtrigger.Protect(name="submitted_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return self.report.get_absolute_url()

    @property
    def stored(self) -> Stored:
        """Where the letter lies."""
        return Stored(LETTERS, self.pdf_sha256, PDF)


@track()
class ReportPhoto(FacilityOwned, StoredFile):
    """A photo of a report. People name files after people, so the name is not kept."""

    folder = "reports"
    shows_name = False

    report = models.ForeignKey(
        MonthlyReport,
        models.CASCADE,
        related_name="photos",
        verbose_name=_("monthly report"),
        editable=False,
    )

    objects = ReportPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a report")
        verbose_name_plural = _("photos of reports")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "sha256"],
                name="report_photo_once",
                violation_error_message=_("This photo is there already."),
            ),
            CompositeForeignKey(
                fields=["report", "facility"],
                to="reports.MonthlyReport",
                to_fields=["id", "facility"],
                name="report_photo_facility",
            ),
        ]
        triggers = [PHOTO_STAYS]

    def __str__(self):
        return self.caption or str(self._meta.verbose_name)

    def get_absolute_url(self):
        """The page of the report; the photo itself is at `reports:monthly-photo`."""
        return self.report.get_absolute_url()
