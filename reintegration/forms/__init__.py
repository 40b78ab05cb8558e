from reintegration.forms.followups import AgreeForm, AttemptForm, RefusalForm
from reintegration.forms.grants import GrantCheckForm, GrantForm
from reintegration.forms.plans import PlanForm

__all__ = ["AgreeForm", "AttemptForm", "GrantCheckForm", "GrantForm", "PlanForm", "RefusalForm"]
