"""Who did what, and what an account saw: for the head by name, for the national office by number."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from audit import paper
from audit.forms import SeenForm, TrailForm
from audit.models import AccessLog
from audit.seen import seen_by
from audit.tables.trail import SeenTable, TrailTable, how
from audit.trail import read
from core.exports import file_response
from core.shown import EXPORT, PAGE, Shown, tell
from core.views import Action, Page, pdf_response
from core.views.exports import FileForm, PurposeForm
from facilities.views.start import settings_crumb

SEEN_FILES = {"xlsx": FileForm("Excel", 100_000), "pdf": FileForm("PDF", 2_000)}


class TrailPage(Page, TemplateView):
    """Reading, downloading, printing, changing and signing in, newest first."""

    model = AccessLog
    permission = "trail.view"
    template_name = "audit/trail.html"
    title = gettext_lazy("Who did what")
    persons = "pk"
    shown_as = gettext_lazy("Who did what")

    @property
    def lead(self):
        if self.request.user.membership.facility_id:
            return _(
                "Looking, downloading, printing, changing and signing in at this facility, the newest first. "
                "Without days, the last week. Nobody can change or delete these lines."
            )
        return _(
            "What accounts did, the newest first, with numbers in place of names. "
            "Without days, the last week."
        )

    def get_breadcrumbs(self):
        return [settings_crumb()]

    def get_actions(self):
        return [Action(_("What an account saw"), reverse("audit:seen"), "alert-triangle", main=False)]

    def get_context_data(self, **kwargs):
        user, given = self.request.user, self.request.GET
        form = TrailForm(given, user=user)
        self.trail = table = older = None
        if form.is_valid():
            self.trail = read(form.wanted(given.get("before", "")))
            table = TrailTable(self.trail, reader=user)
            if self.trail.older:
                asked = {key: value for key, value in given.items() if value and key in form.fields}
                # The days stay as they are, also when midnight passes meanwhile.
                asked |= {key: f"{form.cleaned_data[key]:%d/%m/%Y}" for key in ("first", "last")}
                older = "?" + urlencode(asked | {"before": self.trail.older.isoformat()})
        return super().get_context_data(
            form=form,
            table=table,
            older=older,
            newest="?" + urlencode({key: value for key, value in given.items() if value and key != "before"})
            if given.get("before")
            else "",
            **kwargs,
        )

    def get_shown_people(self, context):
        """Return whom the page names: of each act the first few."""
        if self.trail is None:
            return {}
        facility = self.request.user.membership.facility_id
        return {key: facility for act in self.trail.acts for key in act.people if key in self.trail.named}


class SeenPage(Page, TemplateView):
    """The list for the notice of a breach. That it was made is kept in the access log, with the account."""

    model = AccessLog
    permission = "trail.view"
    template_name = "audit/seen.html"
    title = gettext_lazy("What an account saw")
    lead = gettext_lazy(
        "Everybody whom an account was shown, downloaded or printed between two moments, each once. The law "
        "gives three days to tell them when an account was in wrong hands."
    )
    persons = "pk"
    shown_as = gettext_lazy("What an account saw")

    def get_breadcrumbs(self):
        return [settings_crumb(), (str(TrailPage.title), reverse("audit:trail"))]

    def get(self, request, *args, **kwargs):
        self.form = SeenForm(request.GET if "account" in request.GET else None, user=request.user)
        self.table, self.seen, self.page_people = None, None, []
        asked = self.form.is_bound and self.form.is_valid()
        if "export" in request.GET:
            if not asked:
                raise Http404
            return self.ask(PurposeForm(user=request.user))
        if asked:
            self.look_up()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "export" not in request.GET:
            return HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS"])
        self.form, self.page_people = SeenForm(request.GET, user=request.user), []
        if not self.form.is_valid():
            raise Http404
        form = PurposeForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.ask(form, status=422)
        wanted, file_form = self.get_file_form()
        self.read()
        if self.seen is None or not self.seen.people:
            form.add_error(None, _("This account was shown nobody in this time, so there is no file."))
            return self.ask(form, status=422)
        if len(self.seen.people) > file_form.most:
            text = _(
                "The list has %(count)s people; a PDF takes at most %(most)s. Take Excel, or a shorter time."
            )
            counts = {"count": number_format(len(self.seen.people)), "most": number_format(file_form.most)}
            form.add_error(None, text % counts)
            return self.ask(form, status=422)
        self.table = SeenTable(self.seen.people, reader=request.user)
        self.table.prepare(self.seen.people)
        if not self.tell(EXPORT, self.seen.people, purpose=form.cleaned_data["purpose"]):
            form.add_error(None, _("This could not be recorded, so no file was made. Try again."))
            return self.ask(form, status=422)
        name = f"account-{self.seen.user.pk}-{timezone.localdate():%Y-%m-%d}"
        if wanted == "xlsx":
            return file_response(self.table, form="xlsx", title=_("People seen"), name=name)
        content = paper.seen_list(self.seen, self.table, reader=request.user)
        return pdf_response(content, f"{name}.pdf")

    def get_file_form(self):
        wanted = self.request.GET["export"]
        if wanted not in SEEN_FILES:
            raise Http404
        return wanted, SEEN_FILES[wanted]

    def read(self):
        data = self.form.cleaned_data
        self.seen = None
        if data["user"]:
            self.seen = seen_by(
                reader=self.request.user, user=data["user"], since=data["since"], before=data["before"]
            )
            if not self.seen.acts:
                self.seen = None

    def look_up(self):
        """Read the list and one page of it."""
        self.read()
        if self.seen is None:
            return
        self.paginator = Paginator(self.seen.people, 50)
        self.page = self.paginator.get_page(self.request.GET.get("page"))
        self.table = SeenTable(list(self.page), reader=self.request.user)
        self.table.prepare(list(self.page))
        self.page_people = list(self.page)

    def tell(self, kind, shown, purpose="") -> bool:
        """Have it recorded that a list about an account was made: whom it names, and how many it tells of."""
        facility = self.request.user.membership.facility_id
        return tell(
            Shown(
                request=self.request,
                kind=kind,
                page=self.request.resolver_match.view_name,
                model="facilities.user",
                object_id=self.seen.user.pk,
                people={each.person: facility for each in shown if each.person in self.table.named},
                rows=len(shown),
                purpose=purpose,
            )
        )

    def _tell_rendered(self, response):
        # A list of numbers too is kept on record; the question what a file is for names nobody.
        if self.page_people:
            self.tell(PAGE, self.page_people)

    def ask(self, form, status=200):
        """Answer with the question what the file is for."""
        _wanted, file_form = self.get_file_form()
        query = self.request.GET.copy()
        del query["export"]
        back = f"{self.request.path}?{query.urlencode()}"
        self.read()
        context = {
            "form": form,
            "title": _("%(form)s file: %(title)s") % {"form": file_form.label, "title": self.title},
            "lead": _(
                "That this list was made, and its purpose, is kept in the access log together with your name."
            ),
            "count": len(self.seen.people) if self.seen else 0,
            "breadcrumbs": [*self.get_breadcrumbs(), (str(self.title), back)],
            "submit_label": _("Download"),
            "cancel_url": back,
        }
        return TemplateResponse(self.request, "core/export.html", context, status=status)

    def get_context_data(self, **kwargs):
        query = self.request.GET.copy()
        query.pop("page", None)
        query = query.urlencode()
        return super().get_context_data(
            form=self.form,
            asked=self.form.is_bound and self.form.is_valid(),
            seen=self.seen,
            how=how(self.seen) if self.seen else "",
            table=self.table,
            page=self.page if self.seen else None,
            query=query,
            kept_years=settings.ERASE_AFTER["accesses"] // 365,
            **kwargs,
        )
