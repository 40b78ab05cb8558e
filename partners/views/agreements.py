"""Agreements: list, page, terms, parties, contributions, extension and renewal."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.forms import BaseForm
from core.views import (
    Action,
    ActionPage,
    CreatePage,
    DetailPage,
    EditPage,
    FileAddPage,
    FilePage,
    FileRemovePage,
    HistoryPage,
    ListPage,
    MovePage,
    PdfPage,
    RemovePage,
)
from partners import services
from partners.filters import AgreementFilter
from partners.forms import (
    AgreementForm,
    ContributionForm,
    ExtensionForm,
    LetEndForm,
    PartyForm,
    ScanForm,
)
from partners.models import Agreement, AgreementContribution, AgreementFile, AgreementParty
from partners.services.agreements import why_not_extended, why_not_renewed
from partners.summary import agreement_summary
from partners.tables import AgreementTable
from partners.views.base import crumbs


class AgreementList(ListPage):
    model = Agreement
    permission = "agreements.view"
    table_class = AgreementTable
    filterset_class = AgreementFilter
    empty = gettext_lazy("Agreements with partners stand here, from the first talk to the last day.")

    def narrow(self, rows):
        return rows.select_related("facility").prefetch_related("parties__partner")

    def get_breadcrumbs(self):
        return crumbs("partner-list")

    def get_table_kwargs(self):
        return {"exclude": ["facility"] if self.request.user.membership.facility_id else []}

    def get_actions(self):
        if not self.request.user.has_perm("agreements.enter"):
            return []
        return [Action(_("Add agreement"), reverse("partners:agreement-add"))]


class AgreementAdd(CreatePage):
    model = Agreement
    permission = "agreements.enter"
    form_class = AgreementForm
    submit_label = gettext_lazy("Save and name the parties")

    def get_breadcrumbs(self):
        return crumbs("partner-list", "agreement-list")

    def get_success_url(self):
        return reverse("partners:party-add", args=[self.object.pk])


class AgreementDetail(DetailPage):
    model = Agreement
    permission = "agreements.view"
    template_name = "partners/agreement_detail.html"

    def narrow(self, rows):
        rows = rows.select_related("facility", "framework", "renews", "renewal", "office").with_seats_used()
        return rows.prefetch_related("parties__partner", "contributions", "extensions__by", "files")

    def get_breadcrumbs(self):
        return crumbs("partner-list", "agreement-list")

    def get_actions(self):
        agreement, user = self.object, self.request.user
        actions = [] if self.is_near else self.get_decisions()
        url = reverse("partners:agreement-summary", args=[agreement.pk])
        actions.append(Action(_("Print summary"), url, "printer", main=False))
        if agreement.is_planning and user.has_perm("agreements.enter"):
            actions.insert(
                0, Action(_("Edit"), reverse("partners:agreement-edit", args=[agreement.pk]), "pencil")
            )
        return actions

    @property
    def is_near(self):
        """Whether the page asks what comes after the last day."""
        return self.object.standing in ("expiring", "expired") and not self.object.let_end_reason

    def get_decisions(self):
        """Return the ways in which a signed agreement goes on or ends, for who may take them."""
        agreement, user, found = self.object, self.request.user, []
        if user.has_perm("agreements.enter") and not why_not_renewed(agreement):
            found.append(("renew", _("Renew"), "refresh"))
        if user.has_perm("agreements.approve") and not why_not_extended(agreement):
            found.append(("extend", _("Extend"), "calendar-event"))
            if self.is_near:
                found.append(("let-end", _("Let it end"), "x"))
        return [
            Action(label, reverse(f"partners:agreement-{name}", args=[agreement.pk]), icon, main=False)
            for name, label, icon in found
        ]

    def get_context_data(self, **kwargs):
        agreement = self.object
        parties = {party.pk: party for party in agreement.parties.all()}
        return super().get_context_data(
            ended=agreement.termination,
            contributions=[(row, parties.get(row.party_id)) for row in agreement.contributions.all()],
            near=self.is_near,
            decisions=self.get_decisions(),
            **kwargs,
        )


class AgreementHistory(HistoryPage):
    model = Agreement
    permission = "agreements.view"

    def get_breadcrumbs(self):
        return crumbs("partner-list", "agreement-list")


class AgreementMove(MovePage):
    model = Agreement
    permission = "agreements.view"

    def narrow(self, rows):
        return rows.select_related("facility", "office")


SIGNED = gettext_lazy(
    "This agreement was signed, so its text, dates and parties stay as they are. "
    "What changes is written into a new agreement."
)


class AgreementEdit(EditPage):
    model = Agreement
    permission = "agreements.enter"
    form_class = AgreementForm

    def narrow(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        return "" if self.row.is_planning else SIGNED


class PartyAdd(CreatePage):
    model = AgreementParty
    permission = "agreements.enter"
    form_class = PartyForm
    parent_model = Agreement
    parent_field = "agreement"

    def refusal(self):
        return "" if self.parent.is_planning else SIGNED

    def get_breadcrumbs(self):
        return [*crumbs("agreement-list"), (str(self.parent), self.parent.get_absolute_url())]


class PartyEdit(EditPage):
    model = AgreementParty
    permission = "agreements.enter"
    owner_field = "agreement"
    form_class = PartyForm

    def narrow(self, rows):
        return rows.select_related("agreement", "partner")

    def refusal(self):
        return "" if self.row.agreement.is_planning else SIGNED

    def get_breadcrumbs(self):
        return [(str(self.row.agreement), self.row.get_absolute_url())]


class PartyRemove(RemovePage):
    model = AgreementParty
    permission = "agreements.enter"
    owner_field = "agreement"

    def narrow(self, rows):
        return rows.select_related("agreement", "partner")

    def refusal(self):
        return "" if self.subject.agreement.is_planning else SIGNED

    def get_breadcrumbs(self):
        return [(str(self.subject.agreement), self.subject.get_absolute_url())]


class ContributionAdd(CreatePage):
    model = AgreementContribution
    permission = "agreements.enter"
    form_class = ContributionForm
    parent_model = Agreement
    parent_field = "agreement"

    def refusal(self):
        return "" if self.parent.is_planning else SIGNED

    def get_breadcrumbs(self):
        return [*crumbs("agreement-list"), (str(self.parent), self.parent.get_absolute_url())]


class ContributionPart:
    """What the pages of one contribution share."""

    model = AgreementContribution
    permission = "agreements.enter"
    owner_field = "agreement"

    def narrow(self, rows):
        return rows.select_related("agreement")


class ContributionEdit(ContributionPart, EditPage):
    form_class = ContributionForm

    def refusal(self):
        return "" if self.row.agreement.is_planning else SIGNED

    def get_breadcrumbs(self):
        return [(str(self.row.agreement), self.row.get_absolute_url())]


class ContributionRemove(ContributionPart, RemovePage):
    def refusal(self):
        return "" if self.subject.agreement.is_planning else SIGNED

    def get_breadcrumbs(self):
        return [(str(self.subject.agreement), self.subject.get_absolute_url())]


class AgreementAction(ActionPage):
    """A decision about one agreement."""

    model = Agreement

    def narrow(self, rows):
        return rows.select_related("facility", "renewal")

    def get_title(self):
        return f"{self.title}: {self.subject}"

    def get_breadcrumbs(self):
        return [*crumbs("agreement-list"), (str(self.subject), self.subject.get_absolute_url())]


class AgreementExtend(AgreementAction):
    permission = "agreements.approve"
    form_class = ExtensionForm
    title = gettext_lazy("Extend")
    lead = gettext_lazy("The days, the reason and your name are kept with the agreement.")

    def refusal(self):
        return why_not_extended(self.subject)

    def accept(self, form):
        data = form.cleaned_data
        extension = services.extend(
            agreement=self.subject, new_end=data["new_end"], reason=data["reason"], by=self.request.user
        )
        text = _("%(name)s has been extended by %(days)s days.")
        messages.success(self.request, text % {"name": self.subject, "days": extension.days})
        return HttpResponseRedirect(self.subject.get_absolute_url())


class AgreementRenew(AgreementAction):
    permission = "agreements.enter"
    form_class = BaseForm
    title = gettext_lazy("Renew")
    lead = gettext_lazy(
        "A new agreement is drafted with the same parties, scopes and contributions. This one stays as it is."
    )
    submit_label = gettext_lazy("Draft the renewal")

    def refusal(self):
        return why_not_renewed(self.subject)

    def accept(self, form):
        renewal = services.renew(agreement=self.subject, by=self.request.user)
        messages.success(self.request, _("The renewal has been drafted. Check its terms and dates."))
        return HttpResponseRedirect(reverse("partners:agreement-edit", args=[renewal.pk]))


class AgreementLetEnd(AgreementAction):
    permission = "agreements.approve"
    form_class = LetEndForm
    title = gettext_lazy("Let it end")
    lead = gettext_lazy("The worklist then asks no more. Running programmes go on.")
    submit_label = gettext_lazy("Let it end")

    def refusal(self):
        return why_not_extended(self.subject)

    def accept(self, form):
        services.let_end(agreement=self.subject, reason=form.cleaned_data["reason"], by=self.request.user)
        messages.success(self.request, _("%(name)s will not be renewed.") % {"name": self.subject})
        return HttpResponseRedirect(self.subject.get_absolute_url())


class AgreementSummary(PdfPage):
    model = Agreement
    permission = "agreements.view"

    def narrow(self, rows):
        rows = rows.select_related("facility__region", "framework", "renews", "office").with_seats_used()
        return rows.prefetch_related(
            "parties__partner", "contributions", "extensions__by", "activities__party__partner"
        )

    def get_object(self, queryset=None):
        return self.in_zone_of(super().get_object(queryset))

    def get_pdf(self):
        return agreement_summary(self.object, lang=get_language())


class FileAdd(AgreementAction, FileAddPage):
    permission = "agreements.enter"
    form_class = ScanForm
    title = gettext_lazy("Add scanned file")

    def keep(self, form):
        return services.add_files(
            model=AgreementFile,
            uploads=[form.cleaned_data["file"]],
            caption=form.cleaned_data["caption"],
            by=self.request.user,
            facility=self.subject.facility,
            agreement=self.subject,
        )


class AgreementFileShow(FilePage):
    model = AgreementFile
    permission = "agreements.view"


class FileRemove(FileRemovePage):
    model = AgreementFile
    permission = "agreements.enter"
    owner = "agreement"
