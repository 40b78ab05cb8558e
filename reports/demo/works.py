"""Sumenep's four creative groups with a year of work, and Ruteng's furniture from the Meubel class.

The pictures are drawn (pictures.py). What lies at outlets is sold and comes back in part; sales beside these
are made by the file of the sales.
"""

from datetime import timedelta
from decimal import Decimal

from core.files import Upload
from inmates.models import Inmate
from production.models import (
    CatalogueSettings,
    Consignment,
    GroupMember,
    GroupNote,
    GroupPhoto,
    Outlet,
    Product,
    ProductionGroup,
    ProductionRun,
    ProductMaterial,
    ProductPhoto,
    RunShare,
)
from production.services import (
    Change,
    Goods,
    consign,
    correct_count,
    move_stock,
    return_consigned,
    sell_consigned,
    store_of,
    write_off,
)
from programs.models import Program
from reports.demo.base import Demo
from reports.demo.pictures import drawn
from reports.demo.works_data import CATALOGUES, DISPERINDAG, GROUPS, NOTES, OUTLETS, Made
from skills.models import SkillField


def build_works(demo: Demo) -> None:
    fields = {field.code: field for field in SkillField.objects.all()}
    for site, groups in GROUPS.items():
        facility = demo.facilities[site]
        title, words = CATALOGUES[site]
        CatalogueSettings.objects.create(
            facility=facility,
            title=title,
            introduction=words,
            contact_name="Layanan pesanan",
            contact_phone="(0000) 000000",
        )
        for kind, name, address, contact, share, partner in OUTLETS[site]:
            Outlet.objects.create(
                facility=facility,
                kind=kind,
                name=name,
                address=address,
                contact_person=contact,
                share_percent=share,
                partner=demo.partners[partner] if partner else None,
            )
        taken = set()
        for data in groups:
            build_group(demo, site, data, fields, taken)
        fill_store(demo, site)
        bring_to_outlets(demo, site)


def build_group(demo: Demo, site, data, fields, taken) -> None:
    name, code, count, goods = data
    facility, operator = demo.facilities[site], demo.operator(site)
    program = Program.objects.filter(facility=facility, skill_field__code=code, state="running").first()
    began = program.starts_on if program else demo.day(-360)
    partner = DISPERINDAG if code == "batik" else "Elite Jaya Meubel" if code == "meubel" else None
    group = ProductionGroup.objects.create(
        facility=facility,
        name=name,
        skill_field=fields[code],
        coach=demo.instructors[partner] if partner else None,
        officer=None if partner else demo.supervisor(site),
        program=program,
        started_on=began,
    )
    people = Inmate.objects.filter(facility=facility, custody="held").exclude(pk__in=taken)
    if program:
        people = people.filter(enrolments__program=program, enrolments__state="active")
    people = list(people.order_by("pk")[:count])
    taken |= {person.pk for person in people}
    members = [
        GroupMember(facility=facility, group=group, inmate=person, joined_on=began) for person in people
    ]
    if len(members) > 4:
        members[-1].ended_on, members[-1].end_reason = demo.day(-40), "other_work"
    GroupMember.objects.bulk_create(members)
    notes = [(day, text) for day, text in NOTES if demo.day(day) >= began]
    for day, text in notes:
        note = GroupNote.objects.create(
            facility=facility, group=group, day=demo.day(day), text=text, by=operator
        )
        if day == NOTES[-1][0] and goods[0].picture:
            keep_picture(GroupPhoto(facility=facility, note=note), drawn(*goods[0].picture), operator)
    for made in goods:
        build_product(group, made, operator)


def build_product(group, made: Made, operator) -> None:
    product = Product.objects.create(
        facility=group.facility,
        group=group,
        name=made.name,
        kind=made.kind,
        size=made.size,
        unit=made.unit,
        description=made.words,
        hours=Decimal(made.hours),
        price=made.price,
    )
    ProductMaterial.objects.bulk_create(
        ProductMaterial(
            facility=group.facility,
            product=product,
            name=name,
            quantity=Decimal(quantity),
            unit=unit,
            total=rupiah,
            position=position,
        )
        for position, (name, quantity, unit, rupiah) in enumerate(made.materials, start=1)
    )
    if made.picture:
        keep_picture(ProductPhoto(facility=group.facility, product=product), drawn(*made.picture), operator)


def keep_picture(row, upload: Upload, operator) -> None:
    row.take(upload, by=operator)
    row.save()


def fill_store(demo: Demo, site) -> None:
    """Record a run of every product every fortnight since its group began."""
    facility, operator = demo.facilities[site], demo.operator(site)
    pieces = {made.name: made for group in GROUPS[site] for made in group[3]}
    store, runs, shares = store_of(facility), [], []
    products = list(Product.objects.filter(facility=facility).select_related("group").order_by("pk"))
    members = {
        group.pk: list(group.members.order_by("pk"))
        for group in ProductionGroup.objects.filter(facility=facility)
    }
    for turn, offset in enumerate(range(-345, 0, 15)):
        day, changes = demo.day(offset), []
        for index, product in enumerate(products):
            made = pieces[product.name]
            makers = [member for member in members[product.group_id] if member.is_member_on(day)]
            if not makers or (not made.pieces and turn % 4):
                continue
            rejected = 1 if made.pieces and (turn + index) % 5 == 0 else 0
            run = ProductionRun(
                facility=facility,
                product=product,
                day=day,
                quantity=made.pieces or 1,
                rejected=rejected,
                quality="Jahitan atau ikatan lepas" if rejected else "",
                by=operator,
            )
            runs.append(run)
            here = [makers[(turn + place) % len(makers)] for place in range(min(3, len(makers)))]
            shares += shares_of(run, here, Decimal(made.hours))
            if product.is_stocked:
                changes.append(Change(product, store, run.quantity))
        if changes:
            move_stock(
                changes=changes, kind="made", day=day, by=operator, reference=f"Produksi {day:%d/%m/%Y}"
            )
    ProductionRun.objects.bulk_create(runs)
    RunShare.objects.bulk_create(shares)


def shares_of(run, makers, hours) -> list[RunShare]:
    """Share the pieces of a run out as evenly as whole pieces go."""
    each, more = divmod(run.made, len(makers))
    counts = [each + (place < more) for place in range(len(makers))]
    return [
        RunShare(facility=run.facility, run=run, member=member, pieces=count, hours=hours * count)
        for member, count in zip(makers, counts, strict=True)
        if count
    ]


def bring_to_outlets(demo: Demo, site) -> None:
    """Bring goods on consignment: some are sold there, one note comes back whole."""
    facility, operator = demo.facilities[site], demo.operator(site)
    products = list(Product.objects.filter(facility=facility).stocked().order_by("pk"))
    outlets = list(
        Outlet.objects.filter(facility=facility, kind__in=("shop", "hotel", "tourist_site", "exhibition"))
    )
    for index, outlet in enumerate(sorted(outlets, key=lambda row: row.pk)):
        brought = demo.day(-70 + index * 12)
        goods = [
            Goods(product, 2 if site == "ruteng" else 4, product.price)
            for product in products[index % 2 :: 2]
        ]
        note = Consignment(outlet=outlet, day=brought, share_percent=outlet.share_percent)
        note = consign(consignment=note, goods=goods, by=operator)
        lines = list(note.lines.order_by("pk"))
        if outlet.kind == "exhibition":
            for line in lines:
                return_consigned(
                    line=line,
                    quantity=line.quantity,
                    day=brought + timedelta(days=6),
                    by=operator,
                    note="Pameran selesai",
                )
            continue
        for line in lines[:2]:
            sell_consigned(
                line=line, quantity=1, price=line.price, day=brought + timedelta(days=9), by=operator
            )
    if site == "sumenep":
        last = products[-1]
        store = store_of(facility)
        write_off(
            product=last,
            place=store,
            quantity=2,
            reason="Sobek tertiup angin",
            day=demo.day(-12),
            by=operator,
        )
        there = last.stocks.get(place=store).quantity
        correct_count(
            product=last,
            place=store,
            counted=there - 1,
            reason="Hitung akhir bulan",
            day=demo.day(-8),
            by=operator,
        )
