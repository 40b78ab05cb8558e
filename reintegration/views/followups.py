"""Follow-up: a person's tab with consent and what is asked when; attempts; words and letters."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import Action, ActionPage, DetailPage, HistoryPage, ListPage, MovePage, PdfPage
from inmates.models import Consent, ContactDetail, Inmate
from inmates.models.details import ConsentPurpose
from reintegration import paper, services
from reintegration.choices import TRIES
from reintegration.filters import FollowUpFilter
from reintegration.forms import AgreeForm, AttemptForm, RefusalForm
from reintegration.models import ContactRefusal, FollowUp, Grant
from reintegration.tables import FollowUpTable
from reintegration.texts import LANGUAGES, words_for
from reintegration.views.parts import crumbs, of_person


class FollowUpList(ListPage):
    model = FollowUp
    permission = "followups.view"
    persons = "inmate_id"
    shown_as = gettext_lazy("List of follow-ups")
    table_class = FollowUpTable
    filterset_class = FollowUpFilter
    lead = gettext_lazy(
        "30, 90, 180 and 365 days after release, of people who agreed to it. After three tries in vain "
        "somebody counts as not reached."
    )
    empty = gettext_lazy("Follow-ups begin by themselves with the release of somebody who agreed to it.")

    def narrow(self, rows):
        return rows.select_related("inmate").open_first()

    def get_breadcrumbs(self):
        return crumbs(self.request.user)


class Person(DetailPage):
    """Consent, contacts, follow-ups and grants of somebody, as a tab of their page."""

    model = Inmate
    permission = "followups.view"
    persons = "pk"
    shown_as = gettext_lazy("A person's follow-up")
    template_name = "reintegration/person.html"

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return of_person(self.object)[:2]

    def get_actions(self):
        user, pk = self.request.user, self.object.pk
        actions = []
        if user.has_perm("followups.enter"):
            url = reverse("reintegration:agree", args=[pk])
            if self.consent is None:
                actions.append(Action(_("Record consent and contact"), url))
                refuse = reverse("reintegration:refuse", args=[pk])
                actions.append(Action(_("Does not agree"), refuse, "x", main=False))
            else:
                actions.append(Action(_("Add contact"), url, "plus", main=False))
                withdraw = reverse("inmates:consent-withdraw", args=[self.consent.pk])
                actions.append(Action(_("Withdraw consent"), withdraw, "x", main=False))
        if user.has_perm("grants.enter"):
            grant = reverse("reintegration:person-grant-add", args=[pk])
            actions.append(Action(_("Record grant"), grant, "coins", main=False))
        return actions

    def get_refusal(self):
        return ContactRefusal.objects.for_user(self.request.user).filter(inmate=self.object).first()

    def get_context_data(self, **kwargs):
        user, person = self.request.user, self.object
        consents = Consent.objects.for_user(user).filter(inmate=person, purpose=ConsentPurpose.CONTACT)
        consents = list(consents)
        self.consent = next((consent for consent in consents if consent.is_given), None)
        return super().get_context_data(
            consent=self.consent,
            withdrawn=None if self.consent else next(iter(consents), None),
            refusal=None if self.consent else self.get_refusal(),
            contacts=list(ContactDetail.objects.for_user(user).filter(inmate=person)) if self.consent else [],
            release=services.last_release(person),
            follow_ups=list(services.follow_ups_of(person, user)),
            grants=list(Grant.objects.for_user(user).filter(inmate=person).select_related("partner")),
            **kwargs,
        )


class _OfPerson(ActionPage):
    """A form about one person's consent to be contacted."""

    model = Inmate
    permission = "followups.enter"
    persons = "pk"
    shown_as = gettext_lazy("A person's consent to contact")

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_breadcrumbs(self):
        return of_person(self.subject)


class Agree(_OfPerson):
    form_class = AgreeForm
    title = gettext_lazy("Record consent and contact")
    lead = gettext_lazy(
        "Ask whether we may contact the person 30, 90, 180 and 365 days after release. They may say no, and "
        "may withdraw at any time; then the contact details are erased at once."
    )

    def accept(self, form):
        data = form.cleaned_data
        values = {name: data[name] for name in ("day", "how", "kind", "value", "whose")}
        services.agree(inmate=self.subject, by=self.request.user, **values)
        messages.success(self.request, _("Consent and contact have been recorded."))
        return HttpResponseRedirect(self.get_cancel_url())


class Refuse(_OfPerson):
    form_class = RefusalForm
    title = gettext_lazy("Does not agree to be contacted")
    lead = gettext_lazy("Then nobody is asked after the release. They may still agree later.")

    def accept(self, form):
        services.refuse(inmate=self.subject, day=form.cleaned_data["day"], by=self.request.user)
        messages.success(self.request, _("It has been recorded that the person does not agree."))
        return HttpResponseRedirect(self.get_cancel_url())


class _FollowUpPart:
    """What pages of one follow-up share."""

    model = FollowUp
    persons = "inmate_id"
    shown_as = gettext_lazy("A follow-up")

    def narrow(self, rows):
        return rows.select_related("inmate__facility", "release", "facility")


class FollowUpDetail(_FollowUpPart, DetailPage):
    """What is asked, how to reach the person, what to say, and what was tried."""

    permission = "followups.view"
    template_name = "reintegration/followup_detail.html"

    def get_breadcrumbs(self):
        return of_person(self.object.inmate)

    def get_actions(self):
        row = self.object
        if row.state != "due" or not self.request.user.has_perm("followups.enter"):
            return []
        attempt = reverse("reintegration:followup-attempt", args=[row.pk])
        actions = [Action(_("Record attempt"), attempt, "phone")]
        for language, label in zip(
            LANGUAGES, (_("Letter in Indonesian"), _("Letter in English")), strict=True
        ):
            url = reverse("reintegration:followup-letter", args=[row.pk])
            actions.append(Action(label, f"{url}?in={language}", "printer", main=False))
        return actions

    def get_context_data(self, **kwargs):
        user, row = self.request.user, self.object
        is_open = row.state == "due"
        attempts = list(row.attempts.select_related("made_by"))
        return super().get_context_data(
            attempts=attempts,
            tries_left=max(TRIES - sum(not attempt.is_reached for attempt in attempts), 0),
            contacts=list(ContactDetail.objects.for_user(user).filter(inmate=row.inmate_id))
            if is_open
            else [],
            words=words_for(row.inmate, user) if is_open else [],
            **kwargs,
        )


class FollowUpAttempt(_FollowUpPart, ActionPage):
    permission = "followups.enter"
    form_class = AttemptForm
    template_name = "reintegration/attempt.html"
    submit_label = gettext_lazy("Save attempt")

    def get_title(self):
        return _("Attempt: %(name)s") % {"name": self.subject}

    def get_breadcrumbs(self):
        url = self.subject.get_absolute_url()
        return [*of_person(self.subject.inmate), (_("%(days)s days") % {"days": self.subject.days}, url)]

    def refusal(self):
        if self.subject.state == "due":
            return ""
        state = self.subject.get_state_display()
        return _("This follow-up is now “%(state)s”.") % {"state": state}

    def accept(self, form):
        data = form.cleaned_data
        row = services.record_attempt(
            follow_up=self.subject,
            day=data["day"],
            way=data["way"],
            is_reached=form.reached,
            answers=form.answers,
            by=self.request.user,
        )
        said = _("The attempt has been recorded. The follow-up is now “%(state)s”.")
        messages.success(self.request, said % {"state": row.get_state_display()})
        return HttpResponseRedirect(row.get_absolute_url())


class FollowUpMove(_FollowUpPart, MovePage):
    permission = "followups.enter"

    def get_title(self):
        return capfirst(str(self.move.label))


class FollowUpHistory(_FollowUpPart, HistoryPage):
    permission = "followups.view"

    def get_breadcrumbs(self):
        return of_person(self.object.inmate)


class FollowUpLetter(_FollowUpPart, PdfPage):
    """A letter that tells a third person nothing; made while the follow-up is open, and kept nowhere."""

    permission = "followups.enter"
    shown_as = gettext_lazy("Letter after release")

    def narrow(self, rows):
        return super().narrow(rows).open()

    def get_pdf(self):
        language = self.request.GET.get("in", LANGUAGES[0])
        if language not in LANGUAGES:
            raise Http404
        return paper.letter(self.object, self.request.user, language)

    def get_file_name(self):
        return f"surat-{self.object.pk}.pdf"
