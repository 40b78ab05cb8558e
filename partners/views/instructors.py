"""Instructors: who teaches, what they hold, and their accounts."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm
from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    FilePage,
    HistoryPage,
    ListPage,
    RemovePage,
)
from facilities.services.partner_accounts import why_no_link
from facilities.views.links import ShowsLink
from partners import services
from partners.filters import InstructorFilter
from partners.forms import (
    CertificateForm,
    InstructorForm,
    InstructorInviteForm,
    LeaveForm,
)
from partners.models import CertificateScan, Instructor, InstructorCertificate, Partner
from partners.services.instructors import why_not_invited
from partners.tables import InstructorTable
from partners.views.base import crumbs, is_invited


class InstructorList(ListPage):
    model = Instructor
    permission = "partners.view"
    table_class = InstructorTable
    filterset_class = InstructorFilter
    empty = gettext_lazy("Who teaches stands here: people of the partners, and officers of the facility.")

    def narrow(self, rows):
        return rows.select_related("partner").prefetch_related("skill_fields")

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_actions(self):
        if not self.request.user.has_perm("partners.enter"):
            return []
        return [Action(_("Add officer as instructor"), reverse("partners:officer-add"))]


class InstructorAdd(CreatePage):
    """Somebody who teaches for a partner."""

    model = Instructor
    permission = "partners.enter"
    form_class = InstructorForm
    parent_model = Partner
    parent_field = "partner"

    def get_defaults(self):
        return {"partner": self.parent}

    def get_breadcrumbs(self):
        return [*crumbs("partner-list"), (str(self.parent), self.parent.get_absolute_url())]

    def get_success_url(self):
        return self.parent.get_absolute_url()


class OfficerAdd(CreatePage):
    """An officer of the facility who teaches."""

    model = Instructor
    permission = "partners.enter"
    form_class = InstructorForm
    title = gettext_lazy("Add officer as instructor")

    def get_breadcrumbs(self):
        return crumbs("partner-list", "instructor-list")


class InstructorDetail(DetailPage):
    model = Instructor
    permission = "partners.view"
    template_name = "partners/instructor_detail.html"

    def narrow(self, rows):
        rows = rows.select_related("partner", "facility", "membership__user")
        return rows.prefetch_related("skill_fields", "certificates__scan")

    def get_breadcrumbs(self):
        return crumbs("partner-list", "instructor-list")

    def get_actions(self):
        user, person = self.request.user, self.object
        actions = []
        if user.has_perm("partners.enter"):
            actions.append(Action(_("Edit"), reverse("partners:instructor-edit", args=[person.pk]), "pencil"))
            name = "back" if person.left_on else "leave"
            label = _("Back again") if person.left_on else _("Has left")
            url = reverse(f"partners:instructor-{name}", args=[person.pk])
            actions.append(Action(label, url, "user-check" if person.left_on else "logout", main=False))
        return actions

    def get_context_data(self, **kwargs):
        user, person = self.request.user, self.object
        invites = user.has_perm("users.enter")
        return super().get_context_data(
            may_invite=invites and not why_not_invited(person),
            may_link=invites and is_invited(person.membership),
            **kwargs,
        )


class InstructorHistory(HistoryPage):
    model = Instructor
    permission = "partners.view"

    def get_breadcrumbs(self):
        return crumbs("partner-list", "instructor-list")


class InstructorPart:
    """What the pages that hang on one instructor share."""

    model = Instructor
    permission = "partners.enter"

    def narrow(self, rows):
        return rows.select_related("partner", "facility", "membership__user")

    def get_breadcrumbs(self):
        person = self.get_person()
        return [*crumbs("instructor-list"), (str(person), person.get_absolute_url())]

    def get_person(self):
        return self.subject


class InstructorEdit(InstructorPart, EditPage):
    form_class = InstructorForm

    def get_person(self):
        return self.row


class InstructorLeave(InstructorPart, ActionPage):
    form_class = LeaveForm
    lead = gettext_lazy(
        "They can no longer be chosen for classes nor sign in as an instructor, and open sessions end. What "
        "they taught keeps their name."
    )
    submit_label = gettext_lazy("Record that they left")

    def get_title(self):
        return _("%(name)s has left") % {"name": self.subject}

    def refusal(self):
        return _("This person has left already.") if self.subject.left_on else ""

    def accept(self, form):
        data = form.cleaned_data
        services.leave(
            instructor=self.subject, left_on=data["left_on"], reason=data["reason"], by=self.request.user
        )
        messages.success(self.request, _("%(name)s teaches no more.") % {"name": self.subject})
        return HttpResponseRedirect(self.subject.get_absolute_url())


class InstructorBack(InstructorPart, ActionPage):
    form_class = BaseForm
    lead = gettext_lazy("They can be chosen for classes again. To sign in they need a new invitation.")
    submit_label = gettext_lazy("Record that they are back")

    def get_title(self):
        return _("%(name)s is back") % {"name": self.subject}

    def refusal(self):
        return "" if self.subject.left_on else _("This person has not left.")

    def accept(self, form):
        services.come_back(instructor=self.subject, by=self.request.user)
        messages.success(
            self.request, _("%(name)s can be chosen for classes again.") % {"name": self.subject}
        )
        return HttpResponseRedirect(self.subject.get_absolute_url())


class InstructorInvite(InstructorPart, ShowsLink, ActionPage):
    permission = "users.enter"
    form_class = InstructorInviteForm
    lead = gettext_lazy("They will see their own classes only. A link is shown once, to set a password with.")
    submit_label = gettext_lazy("Invite")

    def get_title(self):
        return _("Account for %(name)s") % {"name": self.subject}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instructor": self.subject}

    def refusal(self):
        return why_not_invited(self.subject)

    def accept(self, form):
        data, user = form.cleaned_data, self.request.user
        membership, link, token = services.invite_instructor(
            instructor=self.subject, by=user, username=data["username"], account=data.get("account")
        )
        if token is None:
            text = _("%(name)s can now switch to their own classes at the top of the page.")
            messages.success(self.request, text % {"name": self.subject})
            return HttpResponseRedirect(self.subject.get_absolute_url())
        return self.hand_over(membership.user, link, token)

    def get_link_target(self):
        return self.subject


class InstructorLink(InstructorPart, ShowsLink, ActionPage):
    permission = "users.enter"
    form_class = BaseForm
    lead = gettext_lazy("A new link is shown once; the earlier one ends.")
    submit_label = gettext_lazy("Make a link")

    def get_title(self):
        return _("One-time link for %(name)s") % {"name": self.subject}

    def refusal(self):
        member = self.subject.membership
        return why_no_link(member, self.request.user) if member else _("This person has no account.")

    def accept(self, form):
        member = self.subject.membership
        return self.hand_over(member.user, *services.link_anew(membership=member, by=self.request.user))

    def get_link_target(self):
        return self.subject


class CertificateAdd(CreatePage):
    model = InstructorCertificate
    parent_model = Instructor
    parent_field = "instructor"
    permission = "partners.enter"
    form_class = CertificateForm
    title = gettext_lazy("Add certificate held")

    def get_breadcrumbs(self):
        return [*crumbs("instructor-list"), (str(self.parent), self.parent.get_absolute_url())]

    def save(self, form):
        upload = form.cleaned_data["file"]
        return services.save_certificate(certificate=form.instance, upload=upload, by=self.request.user)


class CertificatePart:
    """What the pages of one certificate share."""

    model = InstructorCertificate
    permission = "partners.enter"

    def narrow(self, rows):
        return rows.select_related("instructor")


class CertificateEdit(CertificatePart, EditPage):
    form_class = CertificateForm

    def get_breadcrumbs(self):
        return [*crumbs("instructor-list"), (str(self.row.instructor), self.row.get_absolute_url())]

    def save(self, form):
        upload = form.cleaned_data["file"]
        return services.save_certificate(certificate=form.instance, upload=upload, by=self.request.user)


class CertificateRemove(CertificatePart, RemovePage):
    def get_breadcrumbs(self):
        return [*crumbs("instructor-list"), (str(self.subject.instructor), self.subject.get_absolute_url())]


class CertificateScanShow(FilePage):
    model = CertificateScan
    permission = "partners.view"
