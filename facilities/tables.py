from core.tables import BaseTable, NumberColumn
from facilities.models import Facility


class FacilityTable(BaseTable):
    capacity = NumberColumn()

    class Meta(BaseTable.Meta):
        model = Facility
        fields = ["name", "region", "city", "time_zone", "capacity"]

    def render_name(self, record):
        return self.link(record.get_absolute_url(), record.name)
