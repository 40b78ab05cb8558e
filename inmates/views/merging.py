"""Two entries for one person: find the other one, look at both, merge, undo."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import BaseForm
from inmates import services
from inmates.choices import Custody
from inmates.forms_life import FindForm, MergeForm
from inmates.models import Inmate
from inmates.services.merging import obstacles
from inmates.views.base import InmateActionPage
from inmates.words import both_sides

MOST_FOUND = 20


class InmateMerge(InmateActionPage):
    """First the entry that is kept is looked for, then both stand side by side."""

    form_class = MergeForm
    sources = (Custody.HELD, Custody.ON_LEAVE, Custody.RELEASED, Custody.TRANSFERRED, Custody.DIED)
    title = gettext_lazy("Merge with another entry")
    shown_as = gettext_lazy("Two entries that may be one person")
    submit_label = gettext_lazy("Merge")
    template_name = "inmates/merge_form.html"

    @cached_property
    def kept(self):
        """The entry chosen in the address or in the form, or None."""
        key = self.request.POST.get("kept") or self.request.GET.get("kept", "")
        if not key.isdecimal() or len(key) > 18:
            return None
        return self.entries.filter(pk=key).exclude(pk=self.subject.pk).first()

    @property
    def entries(self):
        rows = Inmate.objects.for_user(self.request.user).with_register()
        return rows.annotate(
            assessed_times=Count("assessments", distinct=True), trainings=Count("enrolments", distinct=True)
        )

    @cached_property
    def found(self):
        search = FindForm(self.request.GET if "q" in self.request.GET else None, user=self.request.user)
        text = search.cleaned_data["q"] if search.is_bound and search.is_valid() else ""
        # Without a search, those who bear the same first name.
        text = text.strip() or self.subject.full_name.split()[0]
        rows = self.entries.filter(merged_into=None).exclude(pk=self.subject.pk).search(text)
        return list(rows[:MOST_FOUND])

    def get_initial(self):
        return {"kept": self.kept}

    def get_shown_rows(self, context):
        return [self.subject, *([self.kept] if self.kept else self.found)]

    def get_context_data(self, **kwargs):
        if self.kept:
            entry = self.entries.get(pk=self.subject.pk)
            kwargs |= {
                "kept": self.kept,
                "sides": both_sides(entry, self.kept),
                "obstacles": obstacles(kept=self.kept, merged=self.subject),
            }
        else:
            kwargs |= {"found": self.found, "q": self.request.GET.get("q", "")}
        return super().get_context_data(**kwargs)

    def accept(self, form):
        kept = services.merge(
            kept=form.cleaned_data["kept"],
            merged=self.subject,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
        )
        text = _("%(name)s is now shown with %(kept)s.")
        messages.success(self.request, text % {"name": self.subject, "kept": kept})
        return HttpResponseRedirect(kept.get_absolute_url())


class InmateUnmerge(InmateActionPage):
    form_class = BaseForm
    sources = (Custody.MERGED,)
    title = gettext_lazy("Undo the merge")
    shown_as = gettext_lazy("An entry whose merge is undone")
    submit_label = gettext_lazy("Undo the merge")
    lead = gettext_lazy("The entry is a person of its own again, with everything that stood there before.")

    def accept(self, form):
        inmate = services.unmerge(merged=self.subject, by=self.request.user)
        messages.success(self.request, _("%(name)s is an entry of its own again.") % {"name": inmate})
        return HttpResponseRedirect(inmate.get_absolute_url())
