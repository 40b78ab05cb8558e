"""Works for tests, with as little said as possible."""

import itertools
from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from production.models import (
    Consignment,
    GroupMember,
    Outlet,
    Product,
    ProductionGroup,
    ProductMaterial,
    Stock,
)
from production.services import Change, Goods, consign, move_stock, store_of
from skills.models import SkillField
from tests.factories import make_inmate

_counter = itertools.count(1)


def days_ago(count: int):
    return timezone.localdate() - timedelta(days=count)


def make_group(facility, field="batik", **fields) -> ProductionGroup:
    return ProductionGroup.objects.create(
        facility=facility,
        skill_field=SkillField.objects.get(code=field),
        **{"name": f"Kelompok {next(_counter)}", "started_on": days_ago(300), **fields},
    )


def make_member(group, inmate=None, **fields) -> GroupMember:
    return GroupMember.objects.create(
        facility=group.facility,
        group=group,
        inmate=inmate or make_inmate(group.facility),
        **{"joined_on": days_ago(200), **fields},
    )


def make_product(group, material: int = 0, **fields) -> Product:
    """Return a product for Rp100.000; with `material`, one whose materials cost so much."""
    product = Product.objects.create(
        facility=group.facility,
        group=group,
        **{"name": f"Karya {next(_counter)}", "price": 100_000, **fields},
    )
    if material:
        ProductMaterial.objects.create(
            facility=group.facility,
            product=product,
            name="Bahan",
            quantity=1,
            unit="set",
            total=material,
            position=1,
        )
    return product


def put(product, pieces: int, *, by, place=None):
    """Put pieces of a product into the store (or a place) and return the place."""
    place = place or store_of(product.facility)
    move_stock(changes=[Change(product, place, pieces)], kind="made", day=days_ago(30), by=by)
    return place


def pieces_at(place, product) -> int:
    """Return the balance, once it is sure that the movements add up to it."""
    row = Stock.objects.filter(product=product, place=place).first()
    balance = row.quantity if row else 0
    moved = sum(product.movements.filter(place=place).values_list("quantity", flat=True))
    assert balance == moved, f"balance {balance}, movements {moved}"
    return balance


def make_outlet(facility, partner=None, **fields) -> Outlet:
    return Outlet.objects.create(
        facility=facility,
        partner=partner,
        **{"kind": "shop", "name": f"Toko {next(_counter)}", "share_percent": 10, **fields},
    )


def make_consignment(outlet, product, quantity=5, *, by, day=None) -> Consignment:
    """Bring pieces that lie in the store to an outlet."""
    note = Consignment(outlet=outlet, day=day or days_ago(10), share_percent=outlet.share_percent)
    return consign(consignment=note, goods=[Goods(product, quantity, product.price)], by=by)


def photo(name: str, colour: str = "teal") -> SimpleUploadedFile:
    """Return a picture as a browser sends it."""
    content = BytesIO()
    Image.new("RGB", (80, 60), colour).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")
