"""Lists from SDP: upload, preview, tick, take over or discard."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2 import RequestConfig

from core.exports import file_response
from core.lifecycle import MoveRefused
from core.shown import EXPORT
from core.views import Action, ActionPage, DetailPage, ListPage, MovePage, PostPage, paging
from core.views.exports import PurposeForm
from inmates import jobs, services
from inmates.filters import ImportFilter
from inmates.forms import SdpUploadForm
from inmates.models import SdpImport
from inmates.preview import Preview
from inmates.sdp.records import SdpFileError
from inmates.sdp_again import again_table
from inmates.services.choices import TICKED, Leaving
from inmates.tables import ImportTable
from inmates.words import import_layout, import_summary


def _crumbs():
    return [
        (_("Inmates"), reverse("inmates:inmate-list")),
        (capfirst(_("SDP imports")), reverse("inmates:import-list")),
    ]


class ImportList(ListPage):
    model = SdpImport
    permission = "inmates.view"
    table_class = ImportTable
    filterset_class = ImportFilter
    title = capfirst(gettext_lazy("SDP imports"))
    exports = False  # what was uploaded when; the people of a list are in the list of people
    empty = gettext_lazy("No list from SDP has been imported yet.")

    def narrow(self, rows):
        return rows.without_rows().select_related("uploaded_by")

    def get_breadcrumbs(self):
        return _crumbs()[:1]

    def get_actions(self):
        if not self.request.user.has_perm("inmates.enter"):
            return []
        return [Action(_("Import SDP list"), reverse("inmates:import-add"), "upload")]


class ImportAdd(ActionPage):
    permission = "inmates.enter"
    form_class = SdpUploadForm
    title = gettext_lazy("Import SDP list")
    lead = gettext_lazy("First you see what would change. Nothing is saved until you take it over.")
    submit_label = gettext_lazy("Show what would change")

    def get_breadcrumbs(self):
        return _crumbs()

    def accept(self, form):
        file, user = form.cleaned_data["file"], self.request.user
        try:
            sdp_import = services.preview_import(
                content=file.content, filename=file.name, facility=user.membership.facility, by=user
            )
        except SdpFileError as error:
            raise ValidationError({"file": error.message}) from error
        if sdp_import.compared_at is None:
            return HttpResponseRedirect(jobs.start_comparing(sdp_import, by=user).get_absolute_url())
        return HttpResponseRedirect(sdp_import.get_absolute_url())


class ImportDetail(DetailPage):
    """The preview. A POST keeps the ticks and answers of the page that was open, then goes where it says."""

    model = SdpImport
    permission = "inmates.view"
    post_permission = "inmates.enter"
    persons = "pk"
    shown_as = gettext_lazy("An SDP list before it is taken over")
    template_name = "inmates/import_detail.html"
    typed, errors = None, None

    def narrow(self, rows):
        return rows.select_related("uploaded_by", "facility")

    def get_breadcrumbs(self):
        return _crumbs()

    def get_shown_rows(self, context):
        return context["preview"].people([row.record for row in context["table"].paginated_rows])

    def get_shown_count(self, context, people):
        preview = context["preview"]
        return max(len(people), len(context["table"].paginated_rows) if preview.names_people else 0)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        go, group = request.POST.get("go", ""), request.POST.get("group", "")
        wanted = {"sdp_import": self.object, "by": request.user}
        try:
            if group in TICKED:
                services.choose_rows(listed=self._rows("listed"), taken=self._rows("take"), **wanted)
                if go in ("all", "none"):
                    services.choose_group(group=group, take=go == "all", **wanted)
            elif group == "missing":
                services.decide_missing(decisions=self._decisions(everybody=go == "apply"), **wanted)
        except MoveRefused as error:
            messages.warning(request, str(error))
            return HttpResponseRedirect(self.object.get_absolute_url())
        except ValidationError as error:
            self.errors = {key: " ".join(texts) for key, texts in error.message_dict.items()}
            return self.render_to_response(self.get_context_data(), status=422)
        return HttpResponseRedirect(self._next(go, group))

    def _rows(self, name) -> set[int]:
        return {int(text) for text in self.request.POST.getlist(name) if text.isdecimal() and len(text) < 8}

    def _decisions(self, everybody: bool) -> dict:
        """Return what was said of missing people; for everybody not in the list, or for those of the page."""
        post = self.request.POST
        if everybody:
            how, on = post.get("how-all", ""), _day(post.get("on-all", ""))
            self.typed = {"all": (how, post.get("on-all", ""))}
            if how and on is None:
                raise ValidationError({"all": _("Write the day, like 31/12/2026.")})
            people = services.compare(self.object).missing if self.object.can_be_taken_over else []
            return {person.pk: (how, on) for person in people}
        keys = [name[4:] for name in post if name.startswith("how-") and name[4:].isdecimal()]
        self.typed = {int(key): (post[f"how-{key}"], post.get(f"on-{key}", "")) for key in keys[:1000]}
        return {pk: (how, _day(on)) for pk, (how, on) in self.typed.items()}

    def _next(self, go: str, group: str) -> str:
        kind, _dash, value = go.partition("-")
        if go == "review":
            return reverse("inmates:import-move", args=[self.object.pk, "confirm"])
        group = value if kind == "group" else group
        page = self.request.POST.get("page", "")
        page = value if kind == "page" else page if kind != "group" and page.isdecimal() else "1"
        return f"{self.request.path}?group={group}&page={page}" if page.isdecimal() else self.request.path

    def get_context_data(self, **kwargs):
        wanted = self.request.POST.get("group") or self.request.GET.get("group", "")
        may_enter = self.request.user.has_perm("inmates.enter")
        preview = Preview(self.object, wanted, self.typed, self.errors, may_enter)
        pages = paging(self.request, preview.table, default=preview.per_page)
        pages["per_page"] = min(pages["per_page"], preview.per_page)
        if self.request.method == "POST":
            pages["page"] = int(self.request.POST.get("page") or 1)
        RequestConfig(self.request, paginate=pages).configure(preview.table)
        earlier = SdpImport.objects.for_user(self.request.user).of_same_file(self.object)
        return super().get_context_data(
            preview=preview,
            table=preview.table,
            may_enter=may_enter,
            leaving=Leaving.choices,
            layout=import_layout(self.object.layout),
            earlier=earlier.exclude(pk=self.object.pk).first(),
            **kwargs,
        )


def _day(text: str):
    try:
        return forms.DateField(required=False).clean(text)
    except ValidationError:
        return None


class ImportCompare(PostPage):
    """Compares a waiting list with the register as it is now."""

    model = SdpImport
    permission = "inmates.enter"

    def act(self, obj):
        if obj.can_be_taken_over and len(obj.rows) > services.AT_ONCE:
            return HttpResponseRedirect(jobs.start_comparing(obj, by=self.request.user).get_absolute_url())
        try:
            services.compare_import(sdp_import=obj, by=self.request.user)
        except MoveRefused as error:
            messages.warning(self.request, str(error))
        return HttpResponseRedirect(obj.get_absolute_url())


class ImportMove(MovePage):
    model = SdpImport
    permission = "inmates.enter"

    def get_template_names(self):
        return ["inmates/import_confirm.html" if self.move.name == "confirm" else self.template_name]

    def get_context_data(self, **kwargs):
        if self.move.name == "confirm" and not kwargs.get("refusals"):
            preview = Preview(self.object, "new")
            kwargs |= {"preview": preview, "leavers": self.object.choices.get("leaving")}
        return super().get_context_data(**kwargs)

    def post(self, request, *args, **kwargs):
        if self.move.name != "confirm":
            return super().post(request, *args, **kwargs)
        self.object = self.get_object()
        revision = request.POST.get("revision", "")
        try:
            with transaction.atomic():
                if revision.isdecimal():
                    services.check_revision(sdp_import=self.object, revision=int(revision[:9]))
                if self.object.can_be_taken_over and len(self.object.rows) > services.AT_ONCE:
                    job = jobs.start_confirming(self.object, by=request.user)
                    return HttpResponseRedirect(job.get_absolute_url())
                return super().post(request, *args, **kwargs)
        except MoveRefused as error:
            return self._answer(error.refusals, status=422)

    def get_message(self):
        if self.move.name != "confirm":
            return _("The list was discarded. Nothing was changed.")
        return _("The list was taken over: %(counts)s.") % {"counts": import_summary(self.object.counts)}


class ImportRejected(ActionPage):
    """The refused rows as Excel, to correct and upload again."""

    model = SdpImport
    permission = "inmates.enter"
    form_class = PurposeForm
    persons = "pk"
    shown_as = gettext_lazy("Refused rows of an SDP list")
    template_name = "core/export.html"
    title = gettext_lazy("Excel file: refused rows")
    lead = gettext_lazy(
        "The file names people, so its purpose is kept in the access log together with your name."
    )
    submit_label = gettext_lazy("Download")

    def get_breadcrumbs(self):
        return [*_crumbs(), (str(self.subject), self.subject.get_absolute_url())]

    def get_shown_rows(self, context):
        return []  # the question names nobody

    def get(self, request, *args, **kwargs):
        if not self.subject.keeps_refused:
            text = _(
                "What stood in the refused rows is kept only until the list is taken over. Upload it again."
            )
            messages.warning(request, text)
            return HttpResponseRedirect(self.subject.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(count=self.subject.counts.get("rejected", 0), **kwargs)

    def form_valid(self, form):
        if not self.subject.keeps_refused:
            raise Http404
        table = again_table(self.subject)
        purpose, rows = form.cleaned_data["purpose"], len(table.data)
        if not self.tell_shown({}, kind=EXPORT, rows=rows, purpose=purpose):
            form.add_error(None, _("This could not be recorded, so no file was made. Try again."))
            return self.form_invalid(form)
        return file_response(
            table, form="xlsx", title=str(_("Refused rows")), name=f"sdp-{self.subject.pk}-{_('refused')}"
        )
