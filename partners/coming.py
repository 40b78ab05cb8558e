"""What comes of partners: agreements that end."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import Coming, ComingItem
from partners.models import Agreement


def agreements(user, first, last):
    rows = Agreement.objects.for_user(user).active(first).filter(ends_on__range=(first, last))
    return rows.order_by("ends_on", "pk")


def agreement_item(agreement) -> ComingItem:
    return ComingItem(
        agreement.ends_on, str(agreement), _("Last day of the agreement."), agreement.get_absolute_url()
    )


KINDS = (Coming(gettext_lazy("Agreement ends"), "signature", "agreements.view", agreements, agreement_item),)
