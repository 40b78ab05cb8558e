"""What follows the scores in the demo: checklists, evaluations, minutes of graduation, SPPN evidence."""

import random

from enrolments.models import EvaluationAction as Action
from enrolments.models import Face, Question
from enrolments.services.competencies import record_competencies
from enrolments.services.evaluation import save_paper, save_review
from enrolments.services.graduation import write_minutes
from enrolments.services.sppn import FIELDS, months_of, record_sppn, suggestions
from programs.models import Competency, Program

CHECKLISTS = {
    "meubel": (
        "Memakai alat pelindung diri tanpa diingatkan",
        "Membaca gambar kerja sederhana",
        "Menggergaji lurus menurut garis",
        "Mengetam sampai rata dan siku",
        "Membuat sambungan pen dan lubang",
        "Mengasah pahat dan mata ketam",
        "Merakit kursi kecil",
        "Mengampelas dan memelitur",
    ),
    "barbershop": (
        "Membersihkan alat sebelum dan sesudah dipakai",
        "Memasang kain dan menyiapkan pelanggan",
        "Memangkas dengan gunting",
        "Memangkas dengan mesin",
        "Merapikan garis tengkuk",
        "Melayani pelanggan dengan sopan",
    ),
}
REVIEW = {
    "went_well": "Peserta rajin dan berani mencoba; pembagian dua kelompok membantu.",
    "lacking": "Jumlah alat kurang, sehingga sebagian peserta menunggu giliran.",
    "advice": "Tambah dua set alat dan mulai praktik sejak minggu pertama.",
}
ACTIONS = (
    ("Menambah dua set alat", "Kasubsi", 60, False),
    ("Memulai kelas pukul 07.30", "Petugas pelatihan", 30, True),
)


def add_checklist(program: Program, field: str) -> None:
    Competency.objects.bulk_create(
        Competency(facility=program.facility, program=program, position=position, name=name)
        for position, name in enumerate(CHECKLISTS.get(field, ()), start=1)
    )


def mark_checklist(program: Program, teacher, share: int) -> None:
    """Tick about `share` percent of what everybody is to learn."""
    lot = random.Random(f"checklist-{program.facility.code}-{program.title}")
    items = list(program.competencies.values_list("pk", flat=True))
    people = program.enrolments.ever_in_class().order_by("pk").values_list("pk", flat=True)
    ticked = {(person, item) for person in people for item in items if lot.randint(1, 100) <= share}
    if ticked:
        record_competencies(program=program, ticked=ticked, seen=set(), by=teacher)


def evaluate(demo, program: Program, site: str, teacher) -> None:
    """Participants on paper, the instructor, what is to be done, and the month's evidence."""
    operator = demo.operator(site)
    lot = random.Random(f"faces-{site}-{program.title}")
    people = program.enrolments.ever_in_class().count()
    counts = {}
    for question in Question:
        sad = lot.randint(0, 1 if question != Question.TOOLS else 4)
        neutral = lot.randint(1, 4)
        counts[question.value] = {
            Face.HAPPY.value: people - neutral - sad,
            Face.NEUTRAL.value: neutral,
            Face.SAD.value: sad,
        }
    save_paper(program=program, counts=counts, by=operator)
    if teacher.has_perm("scores.enter"):
        save_review(program=program, by=teacher, **REVIEW)
    Action.objects.bulk_create(
        Action(
            facility=program.facility,
            program=program,
            position=position,
            what=what,
            who=who,
            due_on=demo.day(days),
            done_on=demo.day(-2) if done else None,
        )
        for position, (what, who, days, done) in enumerate(ACTIONS, start=1)
    )
    enter_evidence(program, months_of(program)[0], operator)


def enter_evidence(program: Program, month, by) -> None:
    """The month as attendance and scores suggest it; procedure, relations and K3 as an officer saw them."""
    lot = random.Random(f"sppn-{program.facility.code}-{program.title}-{month}")
    values = {}
    for person, suggested in suggestions(program, month).items():
        for name in FIELDS:
            seen = lot.randint(1, 12) > 1 if name in ("procedure", "relations", "safety") else None
            values[person, name] = suggested.get(name, seen)
    record_sppn(program=program, month=month, values=values, by=by)


def build_minutes(demo, programs) -> None:
    """The minutes of every class that was closed."""
    for program in programs:
        if program.state == "closed":
            write_minutes(program=program, day=demo.today, by=demo.operator(program.facility.code))
