from core.forms import BaseModelForm
from facilities.models import Facility, Office


class FacilityForm(BaseModelForm):
    class Meta:
        model = Facility
        fields = ["name", "short_name", "kind", "city", "address", "phone", "time_zone", "capacity"]


class OfficeForm(BaseModelForm):
    class Meta:
        model = Office
        fields = [
            "position",
            "titles_before",
            "name",
            "titles_after",
            "nip",
            "is_acting",
            "starts_on",
            "ends_on",
        ]
