"""The next batch of a training, and a later last day of one under way."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionPage
from programs import services
from programs.clashes import extension_notes
from programs.forms import CopyForm, ExtendForm
from programs.models import Program
from programs.services.planning import why_last_day_stands
from programs.views.programs import program_crumbs


class ProgramCopy(ActionPage):
    model = Program
    permission = "programs.enter"
    form_class = CopyForm
    submit_label = gettext_lazy("Make the draft")
    lead = gettext_lazy(
        "The plan, modules, tools, steps of preparation, instructors and facilitators come along. "
        "People, sessions and states do not."
    )

    def narrow(self, rows):
        return rows.select_related("facility")

    def get_title(self):
        return _("Next batch of %(name)s") % {"name": self.subject}

    def get_breadcrumbs(self):
        return program_crumbs(self.request.user, self.subject)

    def accept(self, form):
        copy = services.copy_program(
            program=self.subject, starts_on=form.cleaned_data["starts_on"], by=self.request.user
        )
        messages.success(
            self.request,
            _("%(name)s is a draft now, from %(first)s to %(last)s. Plan its sessions next.")
            % {
                "name": copy,
                "first": date_format(copy.starts_on, "j F Y"),
                "last": date_format(copy.ends_on, "j F Y"),
            },
        )
        return HttpResponseRedirect(copy.get_absolute_url())


class ProgramExtend(ActionPage):
    model = Program
    permission = "programs.approve"
    form_class = ExtendForm
    template_name = "programs/program_extend.html"
    title = gettext_lazy("Move the last day")

    def narrow(self, rows):
        return rows.select_related("facility")

    def refusal(self):
        return why_last_day_stands(self.subject)

    def get_breadcrumbs(self):
        return program_crumbs(self.request.user, self.subject)

    def accept(self, form):
        if why := self.refusal():
            raise ValidationError(why)
        program = services.extend(program=self.subject, by=self.request.user, **self.wanted(form))
        text = _("%(name)s now lasts until %(day)s.")
        messages.success(self.request, text % {"name": program, "day": date_format(program.ends_on, "j F Y")})
        for note in extension_notes(program):
            messages.warning(self.request, note)
        return HttpResponseRedirect(program.get_absolute_url())

    def wanted(self, form):
        return {name: form.cleaned_data[name] for name in ("ends_on", "reason")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(program=self.subject, **kwargs)
