"""Changed circumstances and a class outside the facility."""

from enrolments.models import Enrolment
from enrolments.services.outings import Escort, going, write_outing
from inmates.models import WorkLimit
from inmates.services.changes import tell_recorded
from reports.demo.base import Demo
from reports.demo.classes import build_class
from reports.demo.plans import FACILITATORS, TTS, TTS_BUDGET, Plan

# Two packages of the labour office are held at its own yard.
OUTSIDE = Plan(
    "soe",
    TTS,
    "batako",
    "Pres Batako",
    40,
    (("Bahan dan keselamatan kerja", 10), ("Mencetak dan mengeringkan batako", 30)),
    "running",
    weeks_ago=1,
    weeks=4,
    seats=5,
    room="Halaman cetak",
    more=TTS_BUDGET | {"place": "outside", "address": "Bengkel Disnakertrans, Jalan Contoh Mitra 4, SoE"},
)


def build_changes(demo: Demo) -> None:
    _limit_somebody(demo)
    _write_letters(demo)


def _limit_somebody(demo: Demo) -> None:
    """Somebody in Ruteng's running class must not work in dust since yesterday, and it waits in the inbox."""
    rows = Enrolment.objects.filter(facility=demo.facilities["ruteng"], state="active")
    enrolment = rows.select_related("inmate__facility").order_by("pk")[9]
    operator = demo.operator("ruteng")
    limit = WorkLimit.objects.create(
        inmate=enrolment.inmate,
        limit="dust",
        valid_from=demo.day(-1),
        valid_until=demo.day(60),
        recorded_by=operator,
    )
    tell_recorded(limit, by=operator)


def _write_letters(demo: Demo) -> None:
    """The letters of the next session outside have been written, and nobody has left yet."""
    program = build_class(demo, OUTSIDE)
    session = program.sessions.filter(day__gte=demo.today).order_by("starts_at").first()
    escorts = [Escort(FACILITATORS["soe"][0], "", "Kepala regu"), Escort("Yohanis Contohana", "", "Pengawal")]
    write_outing(
        session=session,
        enrolments=going(session),
        escorts=escorts,
        vehicle="Mobil dinas, DH 0000 XX",
        by=demo.operator("soe"),
    )
