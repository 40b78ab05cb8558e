"""Pages that take what somebody typed, once."""

import uuid
from contextlib import contextmanager

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import CreateView, FormView, UpdateView, View

from core.forms import BaseForm
from core.lifecycle import MoveRefused
from core.models import FormReceipt
from core.views.base import Page, ScopedMixin
from core.views.pages import TabbedMixin


def violated(error: IntegrityError, model) -> str:
    """Return the sentence of the constraint that the database says was broken."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in model._meta.total_unique_constraints + model._meta.constraints if model else []:
        if constraint.name == name:
            return str(constraint.get_violation_error_message())
    return _("This was not saved: somebody else entered the same at the same moment. Look again.")


@contextmanager
def refusals_shown(form):
    """Put what a service refuses into the form, beside the field that it names, instead of raising it."""
    try:
        yield
    except ValidationError as error:
        for field, errors in getattr(error, "error_dict", {NON_FIELD_ERRORS: [error]}).items():
            form.add_error(field if field in form.fields else None, errors)
    except MoveRefused as error:
        for refusal in error.refusals:
            form.add_error(None, refusal.text)


class OnceMixin:
    """Accepts a form once: the same form sent again (double click, back button) leads to the same page.

    Whoever goes back and types something else has made another form of it.
    """

    template_name = "core/form.html"
    submit_label = ""

    def refusal(self) -> str:
        """Return in a sentence why nothing can be entered here now, or an empty string."""
        return ""

    def get(self, request, *args, **kwargs):
        if text := self.refusal():
            messages.warning(request, text)
            return HttpResponseRedirect(self.get_cancel_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    @cached_property
    def receipt_key(self) -> uuid.UUID:
        """The form's key together with what was sent."""
        try:
            key = uuid.UUID(self.request.POST.get("form_key", ""))
        except ValueError:
            return uuid.uuid4()
        sent = [(name, texts) for name, texts in self.request.POST.lists() if name != "csrfmiddlewaretoken"]
        files = [(name, file.name, file.size) for name, file in self.request.FILES.items()]
        return uuid.uuid5(key, repr((sorted(sent), sorted(files))))

    def accept(self, form) -> HttpResponseRedirect:
        """Do what the form asks, in one transaction, and return where to go."""
        raise TypeError(f"{type(self).__name__} does not say what its form does.")

    def form_valid(self, form):
        key = self.receipt_key
        try:
            with refusals_shown(form), transaction.atomic():
                receipt = FormReceipt.objects.create(key=key, user=self.request.user)
                response = self.accept(form)
                receipt.url = response.url
                receipt.save(update_fields=["url"])
                return response
        except IntegrityError as error:
            if receipt := FormReceipt.objects.filter(key=key, user=self.request.user).first():
                return HttpResponseRedirect(receipt.url)
            form.add_error(None, violated(error, getattr(self, "model", None)))
        return self.form_invalid(form)

    def form_invalid(self, form):
        # Sent again after it was accepted: what it asks for is there, so its checks fail now.
        mine = FormReceipt.objects.filter(key=self.receipt_key, user=self.request.user)
        if receipt := mine.exclude(url="").first():
            return HttpResponseRedirect(receipt.url)
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            submit_label=self.submit_label or _("Save"), cancel_url=self.get_cancel_url(), **kwargs
        )

    def get_cancel_url(self) -> str:
        crumbs = self.get_breadcrumbs()
        return crumbs[-1][1] if crumbs else reverse("reports:home")


class _SavePage(OnceMixin, Page, ScopedMixin):
    """What adding and editing share: after the save the row must still lie within the user's scope."""

    message = ""

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_message(self):
        return self.message or _("%(name)s has been saved.")

    def save(self, form):
        """Save and return the row; pages whose form touches several rows call a service here."""
        return form.save()

    def accept(self, form):
        self.object = self.save(form)
        if not type(self.object).objects.for_user(self.request.user).filter(pk=self.object.pk).exists():
            raise PermissionDenied
        messages.success(self.request, self.get_message() % {"name": self.object})
        return HttpResponseRedirect(self.get_success_url())


class CreatePage(_SavePage, CreateView):
    """Adds a row. `get_defaults` gives the fields that the user does not choose."""

    def get_title(self):
        return self.title or _("Add %(name)s") % {"name": self.model._meta.verbose_name}

    def get_defaults(self) -> dict:
        """Return the facility and the parent of the new row."""
        names = {field.name for field in self.model._meta.fields}
        given = {}
        if self.parent_model:
            given[self.parent_field] = self.parent
        if "facility" in names:
            owner = getattr(self.parent, "facility", None) if self.parent_model else None
            given["facility"] = owner or self.request.user.membership.facility
        return given

    def get_shown_rows(self, context):
        return [self.parent] if self.parent_model else []

    def get_form_kwargs(self):
        given = self.get_defaults()
        return super().get_form_kwargs() | {"instance": self.model(**given), "given": given}

    def accept(self, form):
        if self.parent_model:
            self.parent = self.lock(self.parent_model, self.parent.pk)
            if text := self.refusal():
                raise ValidationError(text)
        return super().accept(form)


class EditPage(_SavePage, UpdateView):
    """Changes a row. `refusal` is asked again under the row's lock, so a move made meanwhile counts."""

    @cached_property
    def row(self):
        return self.in_zone_of(get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"]))

    def get_object(self, queryset=None):
        return self.row

    def get_shown_rows(self, context):
        return [self.row]

    def get_title(self):
        return self.title or _("Edit %(name)s") % {"name": self.object}

    def get_breadcrumbs(self):
        return [(str(self.row), self.row.get_absolute_url())]

    def accept(self, form):
        self.lock_owner(form.instance)
        form.rebase(self.lock(self.model, form.instance.pk))
        if text := self.refusal():
            raise ValidationError(text)
        return super().accept(form)


class ActionPage(OnceMixin, Page, ScopedMixin, FormView):
    """A form whose data a service takes. `subject` is the object the address names by its `pk`."""

    @cached_property
    def subject(self):
        return self.in_zone_of(get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"]))

    def get_shown_rows(self, context):
        return [self.subject]


class RemovePage(ActionPage):
    """Asks, then removes the row that the address names; a row that others lean on stays, in words."""

    form_class = BaseForm
    template_name = "core/remove.html"
    submit_label = gettext_lazy("Remove")

    def get_title(self):
        return self.title or _("Remove %(name)s") % {"name": self.subject}

    def accept(self, form):
        # What `narrow` leaves out is not there; the lock itself knows the scope only.
        self.subject = row = self.lock(self.model, self.subject.pk)
        self.lock_owner(row)
        if text := self.refusal():
            raise ValidationError(text)
        name, url = str(row), self.get_cancel_url()
        try:
            row.delete()
        except ProtectedError as error:
            raise ValidationError(_("%(name)s is in use, so it stays.") % {"name": name}) from error
        messages.success(self.request, _("%(name)s has been removed.") % {"name": name})
        return HttpResponseRedirect(url)


class TabActionPage(TabbedMixin, ActionPage):
    """A form as a tab of its subject's page."""


class PostPage(Page, ScopedMixin, View):
    """A button: one POST to the object that the address names; `act` returns the response."""

    http_method_names = ["post"]

    def act(self, obj) -> HttpResponse:
        raise TypeError(f"{type(self).__name__} does not say what its button does.")

    def post(self, request, *args, **kwargs):
        return self.act(get_object_or_404(self.get_queryset(), pk=kwargs["pk"]))
