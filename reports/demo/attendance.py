"""Attendance of the demo's running class: a sheet to verify, two to mark, somebody who stays away."""

from facilities.models import FacilityDefaults
from facilities.models.defaults import usual_editing_days
from reports.demo.base import Demo

JOURNALS = (
    ("Mengenal alat tangan", "Semua mencoba gergaji dan ketam; alat dihitung lengkap."),
    ("Mengukur dan memotong", "Papan dipotong berpasangan. Dua orang perlu latihan mengukur lagi."),
    ("Sambungan purus", "Tiga sambungan selesai dan rapi; sisanya dilanjutkan."),
    ("Merakit rangka bangku", "Dua rangka bangku berdiri; lem dikeringkan sampai pertemuan berikut."),
)
UNMARKED = 2


def open_the_window(demo: Demo) -> None:
    """Let instructors record sessions that lie far back, while the demo is being made."""
    for facility in demo.facilities.values():
        FacilityDefaults.objects.update_or_create(facility=facility, defaults={"editing_days": None})


def close_the_window(demo: Demo) -> None:
    rows = FacilityDefaults.objects.filter(facility__in=demo.facilities.values())
    rows.update(editing_days=usual_editing_days())


def last_recorded_day(demo: Demo, program):
    """Return the day of the last session with a sheet: the two before today wait to be marked."""
    days = program.sessions.filter(day__lt=demo.today).order_by("day").values_list("day", flat=True)
    return list(days)[: -UNMARKED or None][-1]


def stay_away(marks: dict, people: list) -> None:
    """Let one person of a running class miss the last three sessions held."""
    away = people[3].pk
    marks[away] = marks[away][:-3] + "AAA"


def write_journals(demo: Demo, program) -> None:
    """Topics and journals of the last sessions held, and late arrivals."""
    sessions = list(program.sessions.filter(state__in=("submitted", "verified")).order_by("-starts_at")[:4])
    for number, (session, (topic, journal)) in enumerate(zip(sessions, reversed(JOURNALS), strict=False)):
        type(session).objects.filter(pk=session.pk).update(topic=topic, journal=journal)
        for row in session.attendances.filter(mark="H").order_by("pk")[number * 3 : number * 3 + 1]:
            row.is_late, row.note = True, "Baru selesai dari sidang"
            row.save(update_fields=["is_late", "note"])
