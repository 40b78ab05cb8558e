"""Works of a facility for the walks: a group with its member, a product, and what became of it."""

from django.utils import timezone

from facilities.permissions import Role
from production.models import (
    CatalogueSettings,
    ConsignmentLine,
    GroupNote,
    GroupPhoto,
    ProductionRun,
    ProductPhoto,
    Stock,
    StockMovement,
    StockPlace,
)
from production.services import add_pictures, record_run, sell_consigned
from tests.factories import make_inmate, make_upload
from tests.production.works import (
    days_ago,
    make_consignment,
    make_group,
    make_member,
    make_outlet,
    make_product,
)


def keep_works(world, partner) -> None:
    """A group with a member and a note, a product with a run, and one that lies at the partner's outlet."""
    facility, operator, name = world.facility, world.users[Role.OPERATOR], world.facility.city
    group = make_group(facility, name=f"Kelompok {name}", coach=None)
    member = make_member(group, make_inmate(facility, f"Pengrajin {name}"))
    product = make_product(group, 20_000, name=f"Karya {name}")
    run = ProductionRun(product=product, day=days_ago(20), quantity=9, rejected=1)
    run = record_run(run=run, shares=[(member, 10, 5)], by=operator)
    note = GroupNote.objects.create(
        facility=facility, group=group, day=timezone.localdate(), text=f"Latihan {name}", by=operator
    )
    owner = {"by": operator, "facility_id": facility.pk}
    photos = add_pictures(model=GroupPhoto, uploads=[make_upload("olive")], note=note, **owner)
    photos += add_pictures(model=ProductPhoto, uploads=[make_upload("teal")], product=product, **owner)
    outlet = make_outlet(facility, partner, name=f"Toko {name}")
    consignment = make_consignment(outlet, product, 4, by=operator)
    line = consignment.lines.get()
    change = sell_consigned(line=line, quantity=1, price=line.price, day=days_ago(2), by=operator)
    world.keep(
        group,
        member,
        product,
        product.materials.get(),
        run,
        run.shares.get(),
        note,
        *photos,
        outlet,
        consignment,
        ConsignmentLine.objects.get(pk=line.pk),
        change,
        CatalogueSettings.objects.create(facility=facility, title=f"Katalog {facility.city}"),
        StockPlace.objects.get(facility=facility, outlet=None),
        Stock.objects.get(facility=facility, place__outlet=None),
        StockMovement.objects.filter(facility=facility).first(),
    )
