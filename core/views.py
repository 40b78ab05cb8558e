"""Base of every page. A page says its model, permission and template; everything else is here.

The request flows: signed in (middleware) -> permission, else 403 -> `for_user`, else 404 -> form or
service -> template. A page never asks a model for rows by itself.
"""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView, FormView, UpdateView, View
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from core import registry
from core.forms import BaseForm
from core.history import story
from core.lifecycle import AlreadyMoved, MoveRefused
from core.models import FormReceipt

PER_PAGE = 25
MOST_PER_PAGE = 100


@dataclass(frozen=True)
class Action:
    """A button at the top right of a page."""

    label: str
    url: str
    icon: str = "plus"
    main: bool = True


class Page:
    """What every page has: a permission, one heading, breadcrumbs, actions.

    `post_permission` is what a POST needs beyond `permission`, on pages that many read and few send.

    It has no base of Django's: through a shared one, Django's own `get_queryset`, which knows no scope, would
    come before that of `ScopedMixin` (tests/core/test_scope.py).
    """

    permission: str
    post_permission = ""
    title = ""
    lead = ""

    def dispatch(self, request, *args, **kwargs):
        needed = {self.permission}
        if request.method == "POST" and self.post_permission:
            needed.add(self.post_permission)
        if not request.user.has_perms(needed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_title(self) -> str:
        return self.title

    def get_breadcrumbs(self) -> list[tuple[str, str]]:
        """Return (label, address) of the pages above this one."""
        return []

    def get_actions(self) -> list[Action]:
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.get_title(),
            lead=self.lead,
            breadcrumbs=self.get_breadcrumbs(),
            actions=self.get_actions(),
            **kwargs,
        )


class ScopedMixin:
    """Owns `get_queryset`: rows of `model` within the user's scope, and of the parent when there is one.

    `parent_model` and `parent_field` say under which object the page hangs; its key is `parent_pk` in
    the address. Subclasses refine the rows in `narrow`, never in `get_queryset`.
    """

    model = None
    parent_model = None
    parent_field = ""
    owner_field = ""

    @cached_property
    def parent(self):
        rows = self.narrow_parent(self.parent_model.objects.for_user(self.request.user))
        return self.in_zone_of(get_object_or_404(rows, pk=self.kwargs["parent_pk"]))

    def in_zone_of(self, row):
        """Let the page speak in the time zone of the row's facility, for users who belong to no facility."""
        if self.request.user.membership.facility_id is None and getattr(row, "facility", None):
            timezone.activate(row.facility.zone)
        return row

    def lock(self, model, pk):
        """Return the row, freshly read within the user's scope and locked until the transaction ends."""
        rows = model.objects.for_user(self.request.user)
        return get_object_or_404(rows.select_for_update(no_key=True, of=("self",)), pk=pk)

    def lock_owner(self, row):
        """Lock the row that `row` is a part of, when the page names it as `owner_field`."""
        if self.owner_field:
            field = row._meta.get_field(self.owner_field)
            setattr(row, field.name, self.lock(field.related_model, getattr(row, field.attname)))

    def narrow_parent(self, rows):
        return rows

    def narrow(self, rows):
        return rows

    def get_queryset(self):
        rows = self.model.objects.for_user(self.request.user)
        if self.parent_model:
            rows = rows.filter(**{self.parent_field: self.parent})
        return self.narrow(rows)


def paging(request, table, default: int = PER_PAGE) -> dict:
    """Return how `table` is paged: as many rows as the address asks for, never more than MOST_PER_PAGE."""
    wanted = request.GET.get("per_page", "")
    # django-tables2 would read the address once more, without the cap.
    table.per_page_field = ""
    return {"per_page": min(int(wanted), MOST_PER_PAGE) if wanted.isdecimal() and int(wanted) else default}


class ListPage(Page, ScopedMixin, SingleTableMixin, FilterView):
    """A list with search, filters kept in the address, sorting and paging."""

    template_name = "core/list.html"
    empty = ""

    def get_title(self):
        return self.title or self.model._meta.verbose_name_plural.capitalize()

    def get_table_pagination(self, table):
        return paging(self.request, table)

    def get_template_names(self):
        return ["core/_list.html"] if self.request.htmx else [self.template_name]

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if self.request.htmx:
            # Page and part have one address: "back" must not show the part from the browser's memory.
            response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(empty=self.empty, **kwargs)


class TabbedMixin:
    """Shows the heading, the tabs and the next moves of `subject` above the page's own part."""

    def get_title(self):
        return str(self.subject)

    def get_context_data(self, **kwargs):
        user, subject = self.request.user, self.subject
        lifecycle = getattr(subject, "lifecycle", None)
        return super().get_context_data(
            subject=subject,
            tabs=registry.tabs_for(user, subject),
            moves=lifecycle.available(subject, user) if lifecycle else [],
            tab=self.request.resolver_match.view_name,
            **kwargs,
        )


class ObjectPage(TabbedMixin, Page, ScopedMixin):
    """What pages about one object share."""

    def get_object(self, queryset=None):
        return self.in_zone_of(super().get_object(queryset))

    @property
    def subject(self):
        return self.object


class DetailPage(ObjectPage, DetailView):
    """A page about one object; each of its tabs is such a page with an address of its own."""


class TabListPage(TabbedMixin, ListPage):
    """A list as a tab of its parent's page."""

    template_name = "core/tab_list.html"

    @property
    def subject(self):
        return self.parent


class HistoryPage(ObjectPage, DetailView):
    """Who did what to an object, in words."""

    template_name = "core/history.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=story(self.object), **kwargs)


def violated(error: IntegrityError, model) -> str:
    """Return the sentence of the constraint that the database says was broken."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for constraint in model._meta.total_unique_constraints + model._meta.constraints if model else []:
        if constraint.name == name:
            return str(constraint.get_violation_error_message())
    return _("This was not saved: somebody else entered the same at the same moment. Look again.")


class OnceMixin:
    """Accepts a form once: the same form sent again (double click, back button) leads to the same page."""

    template_name = "core/form.html"
    submit_label = ""
    form_lead = ""

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

    def accept(self, form) -> HttpResponseRedirect:
        """Do what the form asks, in one transaction, and return where to go."""
        raise TypeError(f"{type(self).__name__} does not say what its form does.")

    def form_valid(self, form):
        key = form.cleaned_data.get("form_key") or uuid.uuid4()
        try:
            with transaction.atomic():
                receipt = FormReceipt.objects.create(key=key, user=self.request.user)
                response = self.accept(form)
                receipt.url = response.url
                receipt.save(update_fields=["url"])
        except IntegrityError as error:
            if receipt := FormReceipt.objects.filter(key=key, user=self.request.user).first():
                return HttpResponseRedirect(receipt.url)
            form.add_error(None, violated(error, getattr(self, "model", None)))
        except ValidationError as error:
            known = {NON_FIELD_ERRORS, *form.fields}
            for field, errors in getattr(error, "error_dict", {NON_FIELD_ERRORS: [error]}).items():
                form.add_error(field if field in known and field != NON_FIELD_ERRORS else None, errors)
        except MoveRefused as error:
            for refusal in error.refusals:
                form.add_error(None, refusal.text)
        else:
            return response
        return self.form_invalid(form)

    def form_invalid(self, form):
        # Sent again after it was accepted: what it asks for is there, so its checks fail now.
        key = form.cleaned_data.get("form_key")
        if receipt := FormReceipt.objects.filter(key=key, user=self.request.user).exclude(url="").first():
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


class RemovePage(ActionPage):
    """Asks, then removes the row that the address names; a row that others lean on stays, in words."""

    form_class = BaseForm
    template_name = "core/remove.html"

    def get_title(self):
        return self.title or _("Remove %(name)s") % {"name": self.subject}

    def accept(self, form):
        self.subject = row = self.lock(self.model, self.kwargs["pk"])
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


class MovePage(Page, ScopedMixin, DetailView):
    """Makes a move of a life cycle: asks for the reason, says what is missing, does it once."""

    template_name = "core/move.html"
    success_tab = ""

    @cached_property
    def move(self):
        try:
            return self.model.lifecycle[self.kwargs["move"]]
        except KeyError as error:
            raise Http404 from error

    def get_object(self, queryset=None):
        return self.in_zone_of(super().get_object(queryset))

    def get_title(self):
        return f"{self.move.label}: {self.object}"

    def get_breadcrumbs(self):
        return [(str(self.object), self.object.get_absolute_url())]

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        self._check_permission()
        if self.object.state not in self.move.source:
            return self._already(AlreadyMoved(self.object, self.move))
        return self._answer(self.model.lifecycle.refusals(self.object, self.move.name, request.user))

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        self._check_permission()
        reason = request.POST.get("reason", "")
        try:
            self.object = self.object.perform(self.move.name, by=request.user, reason=reason)
        except AlreadyMoved as error:
            return self._already(error)
        except MoveRefused as error:
            return self._answer(error.refusals, status=422)
        messages.success(request, self.get_message())
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_message(self) -> str:
        """Return what has happened, in words."""
        state = self.object.get_state_display()
        return _("%(name)s is now “%(state)s”.") % {"name": self.object, "state": state}

    def _check_permission(self):
        if not self.request.user.has_perm(self.move.permission):
            raise PermissionDenied

    def _already(self, error):
        level = messages.INFO if error.arrived else messages.WARNING
        messages.add_message(self.request, level, str(error))
        return HttpResponseRedirect(self.get_success_url())

    def _answer(self, refusals, status=200):
        unsaid = not self.request.POST.get("reason", "").strip()
        missing_reason = status == 422 and self.move.reason and unsaid
        context = self.get_context_data(
            move=self.move,
            refusals=[] if missing_reason else refusals,
            missing_reason=missing_reason,
            reason=self.request.POST.get("reason", ""),
            cancel_url=self.object.get_absolute_url(),
        )
        return self.render_to_response(context, status=status)


class PdfPage(Page, ScopedMixin, DetailView):
    """Answers with a PDF. `get_pdf` returns its bytes, `get_file_name` a name without any person in it."""

    def get_pdf(self) -> bytes:
        raise TypeError(f"{type(self).__name__} makes no PDF.")

    def get_file_name(self) -> str:
        return f"{self.model._meta.model_name}-{self.object.pk}.pdf"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return pdf_response(self.get_pdf(), self.get_file_name())


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return a PDF to be shown in the browser and kept by nobody on the way."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
