"""Lists of people in classes, of sessions, and of classes with their results."""

from decimal import Decimal

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.tables import BaseTable, DateColumn, NumberColumn, StateColumn
from core.templatetags.ui import badge, percent, state_badge
from enrolments.models import Enrolment, SheetState, SppnEvidence
from enrolments.querysets import ABSENCES
from facilities.models.facility import TimeZone
from programs.models import Program, Session


class EnrolmentTable(BaseTable):
    """People in classes. Partners see this list too: names, without what is in `INSIDE`."""

    INSIDE = ["register", "state", "applied_on"]  # why somebody left may be a matter of discipline

    inmate = tables.Column(_("name"), order_by=("inmate__full_name", "pk"))
    register = tables.Column(_("register number"), accessor="inmate__valid_numbers", orderable=False)
    program = tables.Column(order_by=("program__title", "program__batch"))
    state = StateColumn()

    class Meta(BaseTable.Meta):
        model = Enrolment
        fields = ["inmate", "register", "program", "state", "applied_on", "joined_on", "ended_on"]

    def render_register(self, record, value):
        """Return the number that this facility gave; the one of another facility is not its business."""
        own = (number.raw for number in value if number.facility_id == record.facility_id)
        return next(own, None) or self.default

    def render_inmate(self, record):
        name = self.link(record.get_absolute_url(), record.display_name)
        if record.state == "active" and getattr(record, "last_marks", None) == ["A"] * ABSENCES:
            return format_html("{} {}", name, badge("red", _("absent 3 times")))
        return name

    def value_inmate(self, record):
        return record.display_name


class TrainingTable(BaseTable):
    """The classes of one person."""

    program = tables.Column(order_by=("program__title", "program__batch"))
    state = StateColumn()
    result = tables.Column(_("outcome"), accessor="result__outcome", orderable=False)

    class Meta(BaseTable.Meta):
        model = Enrolment
        fields = ["program", "state", "applied_on", "joined_on", "ended_on", "result"]

    def __init__(self, *args, here, **kwargs):
        self.here = here
        super().__init__(*args, **kwargs)

    def render_program(self, record):
        if record.facility_id != self.here:
            return format_html("{} ({})", record.program, record.facility.short_name)
        return self.link(record.get_absolute_url(), record.program)

    def render_result(self, record):
        return record.result.get_outcome_display()


class SessionTable(BaseTable):
    """Sessions, each in the zone of its facility."""

    starts_at = tables.Column(_("session"))
    program = tables.Column(order_by=("program__title", "program__batch"))
    state = StateColumn()
    marked = tables.Column(
        _("marked"), attrs={"td": {"class": "num"}, "th": {"class": "num"}}, orderable=False
    )
    # For files, where a cell holds one value.
    listed = tables.Column(_("on the list"), visible=False)

    class Meta(BaseTable.Meta):
        model = Session
        fields = ["starts_at", "program", "state", "marked", "listed"]

    def render_starts_at(self, record):
        facility = record.program.facility
        local = record.starts_at.astimezone(facility.zone)
        zone = TimeZone(facility.time_zone).label
        text = f"{date_format(local, 'l, j F Y')}, {local:%H.%M} {zone}"
        return self.link(reverse("enrolments:attendance-mark", args=[record.pk]), text)

    def value_starts_at(self, record):
        return record.starts_at.astimezone(record.program.facility.zone).replace(tzinfo=None)

    def render_state(self, record):
        if record.is_unrecorded:
            return badge("yellow", _("Not recorded"))
        return state_badge(record)

    def render_marked(self, record):
        return format_html("{} / {}", record.marked, record.listed)

    def value_marked(self, record):
        return record.marked


class TaughtTable(SessionTable):
    """Sessions that were held, with what attendance makes of them."""

    lesson_hours = NumberColumn(verbose_name=_("JP"))
    state = None
    marked = None
    listed = None
    present = NumberColumn(verbose_name=_("present"))
    counted = NumberColumn(verbose_name=_("of"))
    rate = NumberColumn(verbose_name=_("rate"), accessor="present", orderable=False)

    class Meta(BaseTable.Meta):
        model = Session
        fields = ["starts_at", "program", "lesson_hours", "present", "counted", "rate"]

    def render_rate(self, record):
        return percent(Decimal(record.present) / record.counted if record.counted else None)


class ResultTable(BaseTable):
    """Classes with how far their results have come."""

    title = tables.Column(_("class"), order_by=("title", "batch"))
    sheet_state = tables.Column(_("results"), empty_values=(), orderable=False)

    class Meta(BaseTable.Meta):
        model = Program
        fields = ["title", "starts_on", "ends_on", "sheet_state"]

    def render_title(self, record):
        return self.link(reverse("enrolments:result-sheet", args=[record.pk]), record)

    def render_sheet_state(self, record):
        sheet = getattr(record, "result_sheet", None)
        return state_badge(sheet) if sheet else badge("secondary", SheetState.DRAFT.label)


class SppnTable(BaseTable):
    """Evidence by person and month; words for yes and no, numbers for tests."""

    person = tables.Column(
        _("name"), accessor="enrolment__display_name", order_by=("enrolment__inmate__full_name", "pk")
    )
    # For files, where there is room.
    register = tables.Column(_("register number"), accessor="register_number", orderable=False, visible=False)
    guardian = tables.Column(
        _("case guardian"), accessor="guardian", order_by=("enrolment__inmate__guardian", "pk")
    )
    program = tables.Column(visible=False)
    month = DateColumn(format="m/Y")
    # For files, which travel without the page's words.
    notice = tables.Column(
        _("note"), accessor="pk", visible=False, orderable=False, attrs={"td": {"class": "hint"}}
    )

    class Meta(BaseTable.Meta):
        model = SppnEvidence
        fields = ["person", "register", "guardian", "program", "month"]
        fields += ["on_time", "follows_all", "procedure", "relations", "post_test", "skill_test", "safety"]
        fields += ["notice"]

    def render_person(self, record, value):
        link = self.link(record.get_absolute_url(), value)
        return format_html('{} <span class="hint">{}</span>', link, record.program)

    def value_person(self, record):
        return record.enrolment.display_name

    def render_on_time(self, value):
        return _("yes") if value else _("no")

    render_follows_all = render_procedure = render_relations = render_safety = render_on_time

    def value_notice(self):
        return _("Evidence, not the official SPPN score.")
