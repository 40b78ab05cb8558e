"""A programme that starts from what a partner offers."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Offering
from programs.services.offerings import plan_of
from programs.views.programs import ProgramAdd


class ProgramFromOffering(ProgramAdd):
    """The form of a new programme, filled in from an offering; the programme keeps which one."""

    parent_model = Offering
    parent_field = "offering"
    submit_label = gettext_lazy("Make the draft")

    def narrow_parent(self, rows):
        return rows.select_related("partner")

    def get_title(self):
        return _("Programme from the offering %(name)s") % {"name": self.parent}

    @property
    def lead(self):
        words = {"partner": self.parent.partner, "months": self.parent.months_text}
        return _("%(partner)s offers it: %(months)s. Look through the plan and add the dates.") % words

    def refusal(self):
        return "" if self.parent.is_active else _("This offering has ended.")

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), (str(self.parent), self.parent.get_absolute_url())]

    def get_initial(self):
        return super().get_initial() | self.plan

    @cached_property
    def plan(self):
        return plan_of(self.parent, user=self.request.user)
