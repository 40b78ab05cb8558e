"""Regions, facilities, their staff, partners and agreements: few enough for the models, history included."""

import math
import random
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import F

from certificates.models import Issuer
from facilities.models import Facility, Membership, Office, Region, User
from facilities.permissions import Role
from partners.models import Agreement, AgreementParty, Instructor, Partner, PartnerAccess, Partnership
from reports.demo.places import PASSWORD, STAFF_NAMES
from reports.national.regions import CULTURES, REGIONS, words
from skills.models import SkillField

KINDS = {"rutan": "Rutan", "lapas": "Lapas", "lpka": "LPKA"}
LONG = {
    "rutan": "Rumah Tahanan Negara Kelas II",
    "lapas": "Lembaga Pemasyarakatan Kelas II",
    "lpka": "Lembaga Pembinaan Khusus Anak Kelas II",
}
# Kind of partner, its name before the town, the fields that it teaches.
PARTNERS = (
    ("blk", "UPTD BLK", ("las", "otomotif", "listrik", "menjahit", "meubel", "ti", "batako")),
    ("skb", "UPTD SKB", ("menjahit", "rias", "barbershop", "boga", "ti", "wirausaha")),
    ("labour", "Dinas Tenaga Kerja", ("otomotif", "menjahit", "boga", "listrik")),
    ("trade", "Dinas Perindustrian dan Perdagangan", ("batik", "rajutan", "pecut", "laundry", "boga")),
    ("furniture", "Meubel Contoh Jati", ("meubel",)),
    ("lpk", "LPK Contoh Bina Karya", ("barbershop", "rias", "menjahit", "ti", "boga")),
    ("business", "Bengkel Contoh Maju", ("otomotif", "las")),
    ("other", "Dinas Pertanian", ("pertanian", "wirausaha")),
)


class Places:
    """What was made: facilities with what `national.place` needs to know of each."""

    def __init__(self, size, today):
        self.size, self.today = size, today
        self.lot = random.Random(f"national-{size.seed}")
        self.password = make_password(PASSWORD)
        self.rows: list[dict] = []
        self.first = today - timedelta(days=365 * size.years)

    def build(self) -> None:
        """Make everything; the database's triggers write its history."""
        regions = self._regions()
        plans = self._plans(regions)
        self._facilities(plans)
        self._staff(plans)
        self._partners(plans)
        self.rows = plans

    def _regions(self):
        known = {region.code: region for region in Region.objects.all()}
        new = [
            Region(code=data.code, name=f"Kantor Wilayah Ditjenpas {data.name}")
            for data in REGIONS
            if data.code not in known
        ]
        return known | {region.code: region for region in Region.objects.bulk_create(new)}

    def _plans(self, regions) -> list[dict]:
        """Decide of each facility how large it is, how full, and how much goes on there."""
        lot, total = self.lot, sum(data.share for data in REGIONS)
        # Every region has one before any has two.
        order = list(REGIONS) if self.size.facilities >= len(REGIONS) else []
        while len(order) < self.size.facilities:
            order += lot.choices(REGIONS, [data.share / total for data in REGIONS])
        order = sorted(order[: self.size.facilities], key=lambda data: data.code)
        sizes = [min(4000, max(40, lot.lognormvariate(math.log(330), 0.9))) for _each in order]
        factor = self.size.held / sum(sizes)
        counted: dict[str, int] = {}
        plans = []
        for data, people in zip(order, sizes, strict=True):
            number = counted[data.code] = counted.get(data.code, 0) + 1
            kind = lot.choices(("rutan", "lapas", "lpka"), (0.5, 0.45, 0.05))[0]
            held = max(8, round(people * factor))
            town = data.towns[(number - 1) % len(data.towns)]
            again = (number - 1) // len(data.towns)
            # Some have entered nothing for months, some have just begun.
            silent = lot.random() < 0.07
            plans.append(
                {
                    "data": data,
                    "region": regions[data.code],
                    "code": f"{data.code}-{number:03}",
                    "kind": kind,
                    "town": town,
                    "short_name": f"{KINDS[kind]} {town}" + (f" {again + 1}" if again else ""),
                    "held": held,
                    "past": max(8, round(self.size.past * held / self.size.held)),
                    "capacity": max(10, round(held / lot.uniform(0.8, 2.9), -1)),
                    "detainees": {"rutan": lot.uniform(0.35, 0.65), "lapas": 0.06, "lpka": 0.2}[kind],
                    "women": lot.choice((0.03, 0.05, 0.06, 0.09)) if lot.random() > 0.04 else 1.0,
                    "training": data.training * lot.choice((0, 0.4, 0.7, 1, 1, 1.2, 1.6)) * held**0.55,
                    "until": self.today - timedelta(days=lot.randint(45, 260) if silent else 0),
                }
            )
        return plans

    def _facilities(self, plans) -> None:
        facilities = Facility.objects.bulk_create(
            Facility(
                code=plan["code"],
                kind=plan["kind"],
                name=f"{LONG[plan['kind']]}{self.lot.choice('AB')} {plan['town']}"
                + plan["short_name"].partition(plan["town"])[2],
                short_name=plan["short_name"],
                region=plan["region"],
                city=plan["town"],
                address=f"Jalan Contoh Negara {number}",
                phone="(0000) 000000",
                time_zone=plan["data"].zone,
                capacity=plan["capacity"],
            )
            for number, plan in enumerate(plans, start=1)
        )
        for plan, facility in zip(plans, facilities, strict=True):
            plan["facility"] = facility

    def _name(self, culture: str) -> str:
        men, women, family = CULTURES[culture]
        return f"{self.lot.choice(words(men + ' ' + women))} Contoh{self.lot.choice(words(family)).lower()}"

    def _nip(self) -> str:
        lot = self.lot
        born, since = lot.randint(1967, 1985), lot.randint(1998, 2012)
        return f"{born}{lot.randint(1, 12):02}{lot.randint(1, 28):02}{since}{lot.randint(1, 12):02}1000"

    def _staff(self, plans) -> None:
        known = set(User.objects.values_list("username", flat=True))
        wanted = [("national", Role.NATIONAL, {}), ("admin", Role.ADMIN, {})]
        wanted += [
            (f"regional.{region.code}", Role.REGIONAL, {"region": region})
            for region in {plan["region"].code: plan["region"] for plan in plans}.values()
        ]
        for plan in plans:
            here = {"facility": plan["facility"]}
            for role in (Role.OPERATOR, Role.SUPERVISOR, Role.HEAD):
                wanted.append((f"{role}.{plan['code']}", role, here))
            wanted.append((f"instructor.{plan['code']}", Role.INSTRUCTOR, {}))
            wanted.append((f"coordinator.{plan['code']}", Role.COORDINATOR, {}))
        cultures = {plan["code"]: plan["data"].culture for plan in plans}
        wanted = [each for each in wanted if each[0] not in known]
        users = User.objects.bulk_create(
            User(
                username=name,
                full_name=STAFF_NAMES.get(name) or self._name(cultures.get(name.partition(".")[2], "java")),
                password=self.password,
                is_demo=True,
            )
            for name, _role, _place in wanted
        )
        memberships = Membership.objects.bulk_create(
            Membership(user=user, role=role, starts_on=self.first - timedelta(days=40), **place)
            for user, (_name, role, place) in zip(users, wanted, strict=True)
        )
        by_name = {user.username: each for user, each in zip(users, memberships, strict=True)}
        for plan in plans:
            for role in ("operator", "supervisor", "head", "instructor", "coordinator"):
                plan[role] = by_name[f"{role}.{plan['code']}"]
        Office.objects.bulk_create(
            Office(
                facility=plan["facility"],
                position=f"Kepala {KINDS[plan['kind']]}",
                name=plan["head"].user.full_name,
                titles_after=self.lot.choice(("S.H.", "A.Md.I.P., S.H., M.H.", "S.Sos.", "Bc.IP., S.H.")),
                nip=self._nip(),
                starts_on=self.first - timedelta(days=40),
            )
            for plan in plans
        )

    def _partners(self, plans) -> None:
        """Give each facility two to four partners: those of a town are shared by what stands there."""
        fields = {field.code: field for field in SkillField.objects.all()}
        made: dict[tuple, Partner] = {}
        for plan in plans:
            plan["kinds"] = self.lot.sample(range(len(PARTNERS)), self.lot.choice((2, 2, 3, 4)))
            for kind in plan["kinds"]:
                code, name, _fields = PARTNERS[kind]
                key = (plan["region"].pk, plan["town"], kind)
                made.setdefault(
                    key,
                    Partner(
                        region=plan["region"],
                        name=f"{name} {plan['town']}",
                        kind=code,
                        regency=plan["town"],
                        address="Jalan Contoh Mitra 4",
                        phone="(0000) 000000",
                    ),
                )
        taken = set(Partner.objects.values_list("region", "name"))
        for partner in made.values():
            if (partner.region_id, partner.name) in taken:
                partner.name += " (contoh)"
        Partner.objects.bulk_create(made.values())
        through = Partner.skill_fields.through
        through.objects.bulk_create(
            through(partner=partner, skillfield=fields[code])
            for (_region, _town, kind), partner in made.items()
            for code in PARTNERS[kind][2]
        )
        for plan in plans:
            keys = [(plan["region"].pk, plan["town"], kind) for kind in plan["kinds"]]
            plan["partners"] = [made[key] for key in keys]
        self._instructors(plans, made)
        self._agreements(plans)

    def _instructors(self, plans, made) -> None:
        """Each facility's account teaches for its first partner; other partners have somebody without one."""
        PartnerAccess.objects.bulk_create(
            PartnerAccess(membership=plan["coordinator"], partner=plan["partners"][0]) for plan in plans
        )
        own = Instructor.objects.bulk_create(
            Instructor(
                partner=plan["partners"][0],
                name=plan["instructor"].user.full_name,
                membership=plan["instructor"],
            )
            for plan in plans
        )
        others = Instructor.objects.bulk_create(
            Instructor(partner=partner, name=self._name("java"), titles_after=self.lot.choice(("", "S.Pd.")))
            for partner in made.values()
        )
        of_partner = {instructor.partner_id: instructor for instructor in others}
        for plan, instructor in zip(plans, own, strict=True):
            plan["instructors"] = [
                instructor,
                *(of_partner[partner.pk] for partner in plan["partners"][1:]),
            ]

    def _agreements(self, plans) -> None:
        """Sign with most partners: some agreements have run out, some end soon, some are being drafted."""
        lot, agreements, parties, issuers, stages = self.lot, [], [], [], []
        for plan in plans:
            plan["agreements"] = []
            for place, partner in enumerate(plan["partners"]):
                state = "signed" if place == 0 else lot.choices(("signed", "drafting"), (0.85, 0.15))[0]
                start = self.first + timedelta(days=lot.randint(-30, 20))
                length = lot.choice((1125, 1460, 1825)) if place == 0 else lot.choice((730, 1060, 1140, 1460))
                signed = state == "signed"
                agreement = Agreement(
                    facility=plan["facility"],
                    kind="pks" if place else lot.choice(("mou", "pks")),
                    title=f"Pelatihan keterampilan warga binaan bersama {partner.name}",
                    state=state,
                    number=f"W.{plan['region'].pk}.{plan['code'].upper()}-HM.05.{place + 1:02}"
                    if signed
                    else "",
                    scopes=["training", "certification", "instructors"],
                    signed_on=start if signed else None,
                    starts_on=start if signed else None,
                    ends_on=start + timedelta(days=length) if signed else None,
                    our_signatory=plan["head"].user.full_name if signed else "",
                    our_position=f"Kepala {KINDS[plan['kind']]}" if signed else "",
                )
                agreements.append(agreement)
                plan["agreements"].append(agreement)
                head = self._name("java")
                parties.append((agreement, partner, head, place))
                stages.append(Partnership(facility=plan["facility"], partner=partner, state="identified"))
                issuers.append(
                    Issuer(
                        facility=plan["facility"],
                        partner=partner,
                        agreement=agreement if signed else None,
                        agreement_override="" if signed else "Naskah kerja sama sedang disiapkan.",
                        name=partner.name,
                        letterhead="Jalan Contoh Mitra 4\nTelp. (0000) 000000",
                        place=plan["town"],
                        code=f"{partner.kind.upper()}-{len(issuers) + 1:04}",
                        signatory_position="Kepala",
                        signatory_name=head,
                    )
                )
        Agreement.objects.bulk_create(agreements)
        AgreementParty.objects.bulk_create(
            AgreementParty(
                facility=agreement.facility,
                agreement=agreement,
                partner=partner,
                number=f"{place + 1}/MITRA" if agreement.number else "",
                signatory_name=head,
                signatory_position="Kepala",
            )
            for agreement, partner, head, place in parties
        )
        stages = Partnership.objects.bulk_create(stages)
        signed = {(each.facility_id, partner.pk) for each, partner, _h, _p in parties if each.number}
        agreed = [each.pk for each in stages if (each.facility_id, each.partner_id) in signed]
        Partnership.objects.filter(pk__in=agreed, state=F("state")).update(state="agreed")
        # In the order of partners, so each plan finds its own again.
        made = iter(Issuer.objects.bulk_create(issuers))
        for plan in plans:
            plan["issuers"] = [next(made) for _partner in plan["partners"]]


def keep_places(places: Places, load) -> None:
    """Write what was made into the tables that all further steps read: `national.place` and `.offer`."""
    load.run(
        """
        CREATE UNLOGGED TABLE national.place (
            facility_id bigint PRIMARY KEY, region_id bigint, n int, kind text, culture text, zone text,
            town text, nik text, held int, past int, base bigint, detainees float, women float,
            training float, until date, operator bigint, operator_as bigint, supervisor bigint,
            supervisor_as bigint, head bigint, head_as bigint, regional bigint, regional_as bigint,
            instructor bigint, instructor_as bigint);
        CREATE UNLOGGED TABLE national.offer (
            facility_id bigint, n int, partner_id bigint, agreement_id bigint, issuer_id bigint,
            instructor_id bigint, fields text[], PRIMARY KEY (facility_id, n))
        """
    )
    base = load.base("inmates_inmate")
    regional = dict(
        Membership.objects.filter(role=Role.REGIONAL).values_list("region", "pk", named=False).order_by("pk")
    )
    users = dict(Membership.objects.values_list("pk", "user"))
    rows, offers = [], []
    for number, plan in enumerate(places.rows):
        data, facility = plan["data"], plan["facility"]
        office = regional[facility.region_id]
        row = [facility.pk, facility.region_id, number, plan["kind"], data.culture, data.zone, plan["town"]]
        row += [f"{data.province}{1 + number % 40:02}", plan["held"], plan["past"], base]
        row += [plan["detainees"], plan["women"], plan["training"], plan["until"]]
        for role in ("operator", "supervisor", "head"):
            row += [plan[role].user_id, plan[role].pk]
        row += [users[office], office, plan["instructor"].user_id, plan["instructor"].pk]
        rows.append(row)
        base += plan["held"] + plan["past"]
        for place, partner in enumerate(plan["partners"]):
            agreement = plan["agreements"][place]
            offers.append(
                [
                    facility.pk,
                    place,
                    partner.pk,
                    agreement.pk if agreement.state == "signed" else None,
                    plan["issuers"][place].pk,
                    plan["instructors"][place].pk,
                    list(PARTNERS[plan["kinds"][place]][2]),
                ]
            )
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO national.place VALUES ({', '.join(['%s'] * 25)})", rows)
        cursor.executemany("INSERT INTO national.offer VALUES (%s, %s, %s, %s, %s, %s, %s)", offers)
    load.run("ANALYZE national.place")
    load.run("ANALYZE national.offer")
