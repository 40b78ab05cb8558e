"""The details of a person that can be withdrawn: a tab of their page, and what is entered there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import erasing
from core.shown import UNMASK
from core.views import ActionPage, CreatePage, DetailPage, EditPage, RemovePage
from inmates.forms_details import (
    ConsentEditForm,
    ConsentGivenForm,
    ConsentWithdrawForm,
    ContactForm,
    IdentityForm,
    NikAcceptForm,
    WorkLimitForm,
)
from inmates.identifiers import check_nik, mask_nik
from inmates.models import Consent, ContactDetail, Identity, Inmate, WorkLimit
from inmates.models.details import ConsentPurpose
from inmates.services import details as services
from inmates.services.changes import tell_recorded


def person_crumbs(person) -> list[tuple[str, str]]:
    return [
        (_("Inmates"), reverse("inmates:inmate-list")),
        (str(person), person.get_absolute_url()),
        (_("Personal details"), person.details_url),
    ]


def erased_sentence(erased) -> str:
    """Return what was erased in a sentence: "Erased: NIK, work limits (2)."."""
    if not erased:
        return ""
    words = [
        f"{erasing.label_of(row.kind)} ({row.rows})" if row.rows > 1 else erasing.label_of(row.kind)
        for row in erased
    ]
    return _("Erased: %(what)s.") % {"what": ", ".join(words)}


class InmateDetails(DetailPage):
    """NIK (masked), address, contacts, work limits and consents; each for who may see it."""

    model = Inmate
    permission = "identity.view"
    persons = "pk"
    shown_as = gettext_lazy("A person's details")
    template_name = "inmates/details.html"
    shown_nik = ""

    def narrow(self, rows):
        return rows.select_related("identity")

    def get_breadcrumbs(self):
        return person_crumbs(self.object)[:2]

    def get_context_data(self, **kwargs):
        user, person = self.request.user, self.object
        identity = getattr(person, "identity", None) or Identity(inmate=person)
        limits, consents = [], list(Consent.objects.for_user(user).filter(inmate=person))
        if user.has_perm("health.view"):
            limits = list(
                WorkLimit.objects.for_user(user).filter(inmate=person).select_related("recorded_by")
            )
        given = {consent.purpose for consent in consents if consent.is_given}
        warnings = check_nik(identity.nik, person.birth_date, person.sex)[1] if identity.nik else []
        acceptances = person.nik_acceptances.filter(is_valid=True).select_related("accepted_by")
        return super().get_context_data(
            identity=identity,
            nik=self.shown_nik or mask_nik(identity.nik),
            nik_is_shown=bool(self.shown_nik),
            nik_warnings=warnings,
            nik_acceptance=acceptances.first() if warnings else None,
            contacts=list(ContactDetail.objects.for_user(user).filter(inmate=person)),
            limits=limits,
            consents=consents,
            may_contact=ConsentPurpose.CONTACT in given,
            refused=any(c.purpose == ConsentPurpose.TRAINING for c in consents)
            and ConsentPurpose.TRAINING not in given,
            changes=[
                (at, who, capfirst(_model_name(what)), _change(how))
                for at, who, what, how in services.detail_changes(person)
            ],
            **kwargs,
        )


def _model_name(label: str) -> str:
    models = (Identity, ContactDetail, WorkLimit, Consent)
    return str({model._meta.label_lower: model._meta.verbose_name for model in models}[label])


def _change(label: str) -> str:
    return {"insert": _("recorded"), "update": _("changed"), "delete": _("deleted")}[label]


class NikShow(InmateDetails):
    """The button "Show NIK": this one answer shows it in full, after that was put on record."""

    http_method_names = ["post"]
    shown_as = gettext_lazy("The NIK of a person, in full")

    def get_shown_people(self, context):
        return {}  # told below, before anything is shown

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.shown_nik = getattr(getattr(self.object, "identity", None), "nik", "")
        if not self.shown_nik:  # erased since the button was shown
            return HttpResponseRedirect(self.object.details_url)
        if not self.tell_shown({self.object.pk: self.object.facility_id}, kind=UNMASK):
            messages.warning(request, _("This could not be recorded, so the NIK stays hidden. Try again."))
            return HttpResponseRedirect(self.object.details_url)
        return self.render_to_response(self.get_context_data(object=self.object))


class _PersonForm:
    """What forms about somebody's details share."""

    persons = "pk"
    shown_as = gettext_lazy("A person's details, to edit")

    def get_breadcrumbs(self):
        return person_crumbs(self.person)

    def get_cancel_url(self):
        return self.person.details_url

    def get_success_url(self):
        return self.person.details_url


class IdentityEdit(_PersonForm, ActionPage):
    model = Inmate
    permission = "identity.enter"
    form_class = IdentityForm
    title = gettext_lazy("Edit NIK and address")

    @property
    def person(self):
        return self.subject

    def narrow(self, rows):
        return rows.select_related("identity")

    def refusal(self):
        return services.withdrawn_sentence() if services.refuses_details(self.subject) else ""

    def get_form_kwargs(self):
        identity = getattr(self.subject, "identity", None) or Identity(inmate=self.subject)
        return super().get_form_kwargs() | {"instance": identity}

    def accept(self, form):
        person = self.lock(Inmate, self.subject.pk)
        if form.instance.pk:
            form.rebase(self.lock(Identity, form.instance.pk))
        services.save_identity(
            inmate=person,
            values=form.values,
            reason=form.cleaned_data.get("nik_reason", ""),
            by=self.request.user,
        )
        messages.success(self.request, _("The details of %(name)s have been saved.") % {"name": person})
        return HttpResponseRedirect(person.details_url)


class NikAccept(_PersonForm, ActionPage):
    """A NIK that does not fit is right all the same: why, kept with who said so and when."""

    model = Inmate
    permission = "identity.enter"
    form_class = NikAcceptForm
    template_name = "inmates/nik_accept.html"
    title = gettext_lazy("Is this NIK right?")
    submit_label = gettext_lazy("The NIK is right")

    @property
    def person(self):
        return self.subject

    def narrow(self, rows):
        return rows.select_related("identity")

    def refusal(self):
        return "" if self.warnings() else _("The NIK fits birth date and sex; there is nothing to accept.")

    def warnings(self, person=None):
        person = person or self.subject
        nik = getattr(getattr(person, "identity", None), "nik", "")
        return check_nik(nik, person.birth_date, person.sex)[1]

    def accept(self, form):
        person = self.lock(Inmate, self.subject.pk)
        now = self.get_queryset().get(pk=person.pk)
        if self.warnings(now) != self.warnings():
            raise ValidationError(_("Somebody changed the data meanwhile. Look again."))
        services.accept_nik(inmate=person, reason=form.cleaned_data["reason"], by=self.request.user)
        messages.success(self.request, _("The NIK of %(name)s counts as checked.") % {"name": person})
        return HttpResponseRedirect(person.details_url)

    def get_context_data(self, **kwargs):
        nik = getattr(getattr(self.subject, "identity", None), "nik", "")
        return super().get_context_data(
            person=self.subject, nik=mask_nik(nik), nik_warnings=self.warnings(), **kwargs
        )


class _DetailAdd(_PersonForm, CreatePage):
    parent_model = Inmate
    parent_field = "inmate"

    @property
    def person(self):
        return self.parent


class _DetailEdit(_PersonForm, EditPage):
    persons = "inmate_id"
    owner_field = "inmate"

    @property
    def person(self):
        return self.row.inmate

    def narrow(self, rows):
        return rows.select_related("inmate__facility")


class _DetailRemove(_PersonForm, RemovePage):
    """Erases the row, in history too."""

    persons = "inmate_id"
    template_name = "inmates/detail_remove.html"
    shown_as = gettext_lazy("A person's details, to remove")

    @property
    def person(self):
        return self.subject.inmate

    def narrow(self, rows):
        return rows.select_related("inmate__facility")

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)

    def accept(self, form):
        name, url = str(self.subject), self.person.details_url
        services.remove_detail(row=self.subject, by=self.request.user)
        messages.success(self.request, _("%(name)s has been removed, in history too.") % {"name": name})
        return HttpResponseRedirect(url)


class ContactAdd(_DetailAdd):
    model = ContactDetail
    permission = "identity.enter"
    form_class = ContactForm

    def refusal(self):
        if self._consent():
            return ""
        return _("Contact details are kept only with consent. Record consent to contact after release first.")

    def _consent(self):
        mine = Consent.objects.for_user(self.request.user).given()
        return mine.filter(inmate=self.parent, purpose=ConsentPurpose.CONTACT).first()

    def get_defaults(self):
        return super().get_defaults() | {"consent": self._consent()}


class ContactEdit(_DetailEdit):
    model = ContactDetail
    permission = "identity.enter"
    form_class = ContactForm


class ContactRemove(_DetailRemove):
    model = ContactDetail
    permission = "identity.enter"


class _RefusedWithoutConsent:
    def refusal(self):
        return services.withdrawn_sentence() if services.refuses_details(self.person) else ""


class LimitAdd(_RefusedWithoutConsent, _DetailAdd):
    model = WorkLimit
    permission = "health.enter"
    form_class = WorkLimitForm
    lead = gettext_lazy("Only what somebody must not be given to do. Never the reason or a diagnosis.")

    def get_defaults(self):
        return super().get_defaults() | {"recorded_by": self.request.user}

    def save(self, form):
        return tell_recorded(form.save(), by=self.request.user)


class LimitEdit(_DetailEdit):
    model = WorkLimit
    permission = "health.enter"
    form_class = WorkLimitForm
    lead = LimitAdd.lead


class LimitRemove(_DetailRemove):
    model = WorkLimit
    permission = "health.enter"


class ConsentAdd(_DetailAdd):
    model = Consent
    permission = "inmates.enter"
    form_class = ConsentGivenForm
    title = gettext_lazy("Record consent")

    def save(self, form):
        return services.tell_consent(form.save(), by=self.request.user)


class ConsentEdit(_DetailEdit):
    """What it was given for stays: another purpose is another consent."""

    model = Consent
    permission = "inmates.enter"
    form_class = ConsentEditForm
    title = gettext_lazy("Edit consent")

    def refusal(self):
        now = self.get_queryset().get(pk=self.row.pk)
        return "" if now.is_given else _("This consent has been withdrawn.")


class ConsentWithdraw(_PersonForm, ActionPage):
    """Withdrawing a consent erases at once what was kept by it."""

    model = Consent
    permission = "inmates.enter"
    persons = "inmate_id"
    form_class = ConsentWithdrawForm
    template_name = "inmates/consent_withdraw.html"
    title = gettext_lazy("Withdraw consent")
    submit_label = gettext_lazy("Withdraw and erase")

    @property
    def person(self):
        return self.subject.inmate

    def narrow(self, rows):
        return rows.select_related("inmate__facility")

    def refusal(self):
        return "" if self.subject.is_given else _("This consent has been withdrawn already.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            consent=self.subject,
            person=self.person,
            erased=erasing.leaning_on(self.subject.purpose, self.subject.inmate_id),
            **kwargs,
        )

    def accept(self, form):
        person = self.person
        erased = services.withdraw_consent(
            consent=self.subject,
            by=self.request.user,
            **{name: form.cleaned_data[name] for name in ("withdrawn_on", "withdrawn_how")},
        )
        text = _("%(name)s: the consent has been withdrawn.") % {"name": person}
        messages.success(self.request, f"{text} {erased_sentence(erased)}".strip())
        return HttpResponseRedirect(person.details_url)
