"""What happened to some of the demo's people: release, transfer, leave, discipline, risk."""

import random
from datetime import timedelta

from inmates.models import DisciplineRecord, Inmate, RiskAssessment
from inmates.services import go_on_leave, leave_facility
from reports.demo.base import Demo

LANGUAGES = {"ruteng": "Manggarai", "soe": "Dawan", "ambon": "Melayu Ambon", "rantau": "Banjar"}


def build_lives(demo: Demo) -> None:
    """Let a few leave, and write down languages, guardians, discipline and risk."""
    _describe(demo)
    _release_and_transfer(demo)
    _discipline(demo)
    _risk(demo)


def _describe(demo: Demo) -> None:
    for site, facility in demo.facilities.items():
        people = Inmate.objects.filter(facility=facility)
        people.update(
            language=LANGUAGES.get(site, "Madura"),
            literacy="fluent",
            guardian=demo.supervisor(site).full_name,
        )
        people.filter(education="none").update(literacy="little")


def _release_and_transfer(demo: Demo) -> None:
    operator = demo.operator("rantau")
    people = list(Inmate.objects.filter(facility=demo.facilities["rantau"]).order_by("pk"))
    leave_facility(inmates=people[40:43], how="released", on=demo.day(-20), by=operator, reason="Bebas murni")
    leave_facility(
        inmates=people[43:44],
        how="transferred",
        on=demo.day(-12),
        by=operator,
        destination="Lapas Contoh di luar Berdaya",
    )
    go_on_leave(
        inmate=people[44], on=demo.day(-3), until=demo.day(4), by=operator, reason="Cuti mengunjungi keluarga"
    )
    # On the way from SoE to Ruteng, with a certificate from SoE.
    trained = Inmate.objects.filter(facility=demo.facilities["soe"], enrolments__state="passed")
    leave_facility(
        inmates=[trained.order_by("pk").first()],
        how="transferred",
        on=demo.day(-1),
        by=demo.operator("soe"),
        destination=demo.facilities["ruteng"],
    )


def _discipline(demo: Demo) -> None:
    """Two records are in force, one is over."""
    people = Inmate.objects.filter(facility=demo.facilities["ruteng"], custody="held").order_by("-pk")[1:4]
    days = ((-60, None, "medium"), (-25, 65, "serious"), (-300, -210, "light"))
    for number, (inmate, (first, last, level)) in enumerate(zip(people, days, strict=True), start=1):
        DisciplineRecord.objects.create(
            facility=inmate.facility,
            inmate=inmate,
            number=f"F/{number}/{demo.day(first):%y}",
            level=level,
            starts_on=demo.day(first),
            ends_on=demo.day(last) if last else None,
            created_by=demo.supervisor("ruteng"),
        )


def _risk(demo: Demo) -> None:
    lot = random.Random(f"risk-{demo.today}")
    rows = []
    for site, facility in demo.facilities.items():
        for inmate in Inmate.objects.filter(facility=facility, custody="held").order_by("pk")[:20]:
            day = demo.day(-lot.randint(10, 150))
            rows.append(
                RiskAssessment(
                    facility=facility,
                    inmate=inmate,
                    level=lot.choice(("low", "low", "low", "medium", "medium", "high")),
                    assessed_on=day,
                    review_on=day + timedelta(days=180),
                    created_by=demo.supervisor(site),
                )
            )
    RiskAssessment.objects.bulk_create(rows)
