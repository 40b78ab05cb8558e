"""What waits for people who look after agreements."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.registry import WorkItem
from facilities.permissions import FACILITY_ROLES
from partners.models import Agreement


def agreements_ending(user):
    """Return agreements that end within 60 days or have ended while their programmes go on."""
    if user.membership.role not in FACILITY_ROLES:
        return []
    today = timezone.localdate()
    items = []
    for agreement in Agreement.objects.for_user(user).needing_renewal():
        over = agreement.ends_on < today
        text = _("Ended on %(day)s; its programmes go on.") if over else _("Ends on %(day)s.")
        items.append(
            WorkItem(
                title=str(agreement),
                text=text % {"day": date_format(agreement.ends_on, "j F Y")},
                url=agreement.get_absolute_url(),
                action=_("See agreement"),
                overdue=over,
            )
        )
    return items
