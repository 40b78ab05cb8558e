import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet
from enrolments.models import Allocation
from enrolments.models.allocation import AllocationState


class AllocationFilter(BaseFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=AllocationState)

    class Meta:
        model = Allocation
        fields = ["state"]
