"""The day of registration in the hall, its closing day and its sheet on paper; the classes for one person."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from core.shown import PRINT
from core.views import Action, ActionPage
from core.views.base import Page, ScopedMixin
from core.views.pdf import pdf_response
from enrolments.forms.keys import is_key
from enrolments.forms.registration_day import ClosingForm, RegistrationForm
from enrolments.models import Enrolment
from enrolments.querysets import LIVE_STATES, SEAT_STATES
from enrolments.services import register, set_closing_day
from enrolments.services.registering import why_closing_stands
from enrolments.signing_in import sign_in_sheet
from enrolments.views.base import ProgramAction
from inmates.models import Inmate, InterestAssessment
from programs.models import Program

MOST_FOUND = 10
LATEST = 15


class RegistrationDay(ActionPage):
    """One person after the other: number or name, first and second choice, Enter, next."""

    model = Program
    permission = "enrolments.enter"
    persons = "pk"
    shown_as = gettext_lazy("Day of registration")
    title = gettext_lazy("Day of registration")
    lead = gettext_lazy("Write a number or a name, choose, press Enter: the next person can come.")
    form_class = RegistrationForm
    template_name = "enrolments/registration_day.html"
    submit_label = gettext_lazy("Register this person")
    found: list = []

    def get_breadcrumbs(self):
        return [(_("Participants"), reverse("enrolments:enrolment-list"))]

    def get_actions(self):
        url = reverse("enrolments:registration-sheet")
        return [Action(_("Sign-in sheet"), url, "printer", main=False)]

    def get_classes(self):
        """Return the classes for which people register today."""
        rows = Program.objects.for_user(self.request.user).registering(timezone.localdate())
        return rows.select_related("facility", "skill_field").order_by("title", "batch", "pk")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"classes": self.get_classes()}

    def get_shown_rows(self, context):
        return [*(row.inmate for row in context["latest"]), *self.found]

    def who(self, cleaned):
        """Return the person meant. Raises ValidationError when it is nobody, or one of several."""
        people = Inmate.objects.for_user(self.request.user).held().search(cleaned["person"])
        found = list(people.with_register().order_by("full_name", "pk")[: MOST_FOUND + 1])
        if not found:
            raise ValidationError({"person": _("Nobody who is held here has this number or name.")})
        picked = [inmate for inmate in found if inmate.pk == cleaned["pick"]]
        if len(found) > 1 and not picked:
            self.found = found[:MOST_FOUND]
            text = _("Several people are found: choose one below.")
            if len(found) > MOST_FOUND:
                text = _("Many people are found: choose one below, or write more of the name.")
            raise ValidationError({"person": text})
        return (picked or found)[0]

    def accept(self, form):
        cleaned = form.cleaned_data
        inmate = self.who(cleaned)
        row = register(
            program=cleaned["first"],
            inmate=inmate,
            by=self.request.user,
            second=cleaned["second"],
            asked_by=cleaned["asked_by"],
            reason=cleaned["reason"],
        )
        words = {"name": inmate, "number": inmate.register_number or "—", "program": row.program}
        text = _("%(name)s (%(number)s) is registered for %(program)s.")
        if row.second_choice:
            text = _("%(name)s (%(number)s) is registered for %(program)s; second choice: %(second)s.")
            words["second"] = row.second_choice
        messages.success(self.request, text % words)
        return HttpResponseRedirect(reverse("enrolments:registration"))

    def get_context_data(self, **kwargs):
        user = self.request.user
        form = kwargs["form"] = kwargs.get("form") or self.get_form()
        classes = self.get_classes().annotate(
            registered=Count("enrolments", filter=Q(enrolments__state__in=(*LIVE_STATES, *SEAT_STATES)))
        )
        rows = Enrolment.objects.for_user(user).filter(program__state="open", applied_on=timezone.localdate())
        latest = rows.select_related("inmate", "program", "second_choice").order_by("-pk")[:LATEST]
        return super().get_context_data(
            classes=list(classes),
            latest=list(latest),
            found=self.found,
            asks_reason=bool(form.is_bound and ("reason" in form.errors or form["reason"].value())),
            **kwargs,
        )


class ClosingDay(ProgramAction, ActionPage):
    """Until when people register; the programme runs only after it."""

    permission = "enrolments.enter"
    form_class = ClosingForm
    shown_as = gettext_lazy("Closing day of the registration")

    def get_title(self):
        return _("Closing day of the registration: %(program)s") % {"program": self.parent}

    def get_shown_rows(self, context):
        return []

    def refusal(self):
        return why_closing_stands(self.parent)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"program": self.parent}

    def accept(self, form):
        day = form.cleaned_data["registration_closes_on"]
        set_closing_day(program=self.parent, day=day, by=self.request.user)
        messages.success(self.request, _("The closing day has been saved."))
        return HttpResponseRedirect(self.get_cancel_url())


class SignInSheet(Page, ScopedMixin, View):
    """The sheet that goes round in the hall: a page for each class, with lines for who comes yet."""

    model = Program
    permission = "enrolments.enter"
    persons = "inmate_id"
    shown_as = gettext_lazy("Sign-in sheet of the registration")

    def get(self, request, *args, **kwargs):
        programs = Program.objects.for_user(request.user).filter(state="open")
        if is_key(key := request.GET.get("program", "")):
            programs = programs.filter(pk=key)
        programs = list(programs.order_by("title", "batch", "pk"))
        rows = Enrolment.objects.for_user(request.user).live().filter(program__in=programs)
        rows = list(rows.select_related("inmate", "second_choice").order_by("applied_on", "pk"))
        numbers = Inmate.objects.for_user(request.user).filter(pk__in=[row.inmate_id for row in rows])
        people = numbers.with_register().in_bulk()
        content = sign_in_sheet(request.user.membership.facility, programs, rows, people)
        names = [row.inmate for row in rows]
        self.tell_shown({inmate.pk: inmate.facility_id for inmate in names}, kind=PRINT)
        return pdf_response(content, f"sign-in-{timezone.localdate():%Y-%m-%d}.pdf")


class TrainingAdd(Page, ScopedMixin, TemplateView):
    """The classes that take people now, for one person: each leads to the review."""

    parent_model = Inmate
    parent_field = "inmate"
    permission = "enrolments.enter"
    persons = "pk"
    shown_as = gettext_lazy("Classes for a person")
    template_name = "enrolments/training_add.html"

    def get_title(self):
        return _("Add to a class: %(name)s") % {"name": self.parent}

    def get_breadcrumbs(self):
        return [(str(self.parent), reverse("enrolments:inmate-trainings", args=[self.parent.pk]))]

    def get_shown_rows(self, context):
        return [self.parent]

    def get_context_data(self, **kwargs):
        user, inmate = self.request.user, self.parent
        assessment = InterestAssessment.objects.for_user(user).filter(inmate=inmate).final().first()
        ranks = {}
        if assessment:
            names = ("first_choice_id", "second_choice_id", "third_choice_id")
            ranks = {getattr(assessment, name): rank for rank, name in enumerate(names, start=1)}
        rows = Program.objects.for_user(user).joinable().filter(facility=inmate.facility_id)
        rows = rows.with_seats_taken().select_related("skill_field")
        own = Enrolment.objects.for_user(user).filter(inmate=inmate).not_ended()
        there = set(own.values_list("program", flat=True))
        classes = [
            {
                "program": program,
                "rank": ranks.get(program.skill_field_id),
                "free": max(0, program.seats - program.seats_taken),
                "there": program.pk in there,
            }
            for program in rows.order_by("starts_on", "pk")
        ]
        classes.sort(key=lambda one: one["rank"] or 9)
        return super().get_context_data(inmate=inmate, classes=classes, **kwargs)
