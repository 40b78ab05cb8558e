from core.filters import BaseFilterSet, SearchFilter
from facilities.models import Facility


class FacilityFilter(BaseFilterSet):
    q = SearchFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = Facility
        fields = ["q", "region"]
