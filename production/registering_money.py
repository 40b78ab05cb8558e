"""What sales and money hang into the rest of the house; `apps.py` calls it once."""

from django.utils.translation import gettext_lazy as _

from core import registry


def register() -> None:
    """Register effects, receivers, navigation, tabs, worklist and stored files."""
    from production.models import DepositProof
    from production.models.sale import SALE_LIFECYCLE
    from production.services.sales import deliver_effect, pay_effect, void_effect
    from production.signals import consignment_sold

    SALE_LIFECYCLE["deliver"].effects.append(deliver_effect)
    SALE_LIFECYCLE["pay"].effects.append(pay_effect)
    SALE_LIFECYCLE["void"].effects.append(void_effect)
    consignment_sold.connect(on_consignment_sold, dispatch_uid="production.sales")
    DepositProof.keep_folder()


def on_consignment_sold(sender, line, change, quantity, price, day, by, **kwargs):
    """What an outlet sold is a sale that it owes."""
    from production.services.sales import sell_from_consignment

    sell_from_consignment(line=line, change=change, quantity=quantity, price=price, day=day, by=by)
