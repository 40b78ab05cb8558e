"""How the demo's certificates look, who receives them, and Rantau's competency certificate."""

from datetime import timedelta
from io import BytesIO

from certificates.models import CompetencyCertificate, CompetencyTest, Handover, Issuer
from certificates.services import (
    add_candidates,
    hand_over,
    record_results,
    save_competency,
    waiting_for_handover,
)
from core.files import PNG, Upload
from inmates.models import Inmate
from partners.services.logos import use_logo
from reports.demo.base import Demo
from skills.models import SkillField

SKB = "UPTD SKB Randong"
# The code of the issuer that certifies a class; other classes have the one of their partner.
CLASSES = {"Tata Rias": "SKB-RIAS", "Yoga": "SKB-OR"}
LOOKS = {
    "SKB-RDG": {"layout": "formal", "colour": "navy", "shows_english": True},
    "SKB-RIAS": {"layout": "modern", "colour": "maroon", "shows_photo": True},
    "SKB-OR": {"layout": "plain", "colour": "black"},
    "EJM": {"layout": "formal", "colour": "green"},
    "DISNAKERTRANS-TTS": {"layout": "modern", "colour": "green", "shows_initials": True},
}
UNITS = """GAR.SM02.001.01 Melakukan pekerjaan dengan memperhatikan K3
GAR.SM02.002.01 Mengoperasikan mesin jahit
GAR.SM02.007.01 Menjahit pakaian sesuai prosedur
GAR.SM02.010.01 Menyelesaikan pakaian dengan jahitan tangan"""


def dress_issuers(demo: Demo) -> None:
    """Give every issuer its look, the SKB two more issuers, and partners a logo drawn for the demo."""
    first = Issuer.objects.get(code="SKB-RDG")
    for code in ("SKB-RIAS", "SKB-OR"):
        row = Issuer.objects.get(pk=first.pk)
        row.pk, row.code, row.first_number = None, code, 1
        row._state.adding = True
        row.save()
    for code, look in LOOKS.items():
        Issuer.objects.filter(code=code).update(**look)
    for name, letters, colour in ((SKB, "SKB", "#1f3a5f"), ("Elite Jaya Meubel", "EJM", "#5b3a1e")):
        partner = demo.partners[name]
        use_logo(partner, drawn_logo(letters, colour))
        partner.save()


def drawn_logo(letters: str, colour: str) -> Upload:
    from PIL import Image, ImageDraw, ImageFont

    side = 400
    image = Image.new("RGBA", (side, side), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((8, 8, side - 8, side - 8), fill=colour)
    draw.ellipse((34, 34, side - 34, side - 34), outline="#ffffff", width=6)
    draw.text((side / 2, side / 2), letters, fill="#ffffff", font=ImageFont.load_default(130), anchor="mm")
    content = BytesIO()
    image.save(content, "PNG")
    return Upload(content.getvalue(), PNG, "logo.png")


def issuer_of(program) -> Issuer:
    """Return who certifies a class of the demo."""
    rows = Issuer.objects.filter(facility=program.facility, partner=program.partner)
    return rows.filter(code=CLASSES.get(program.title, "")).first() or rows.order_by("pk").first()


def hand_out(demo: Demo, program, day) -> None:
    """Most of a class have their certificates, with minutes; two will receive theirs later."""
    operator = demo.operator(program.facility.code)
    waiting = list(waiting_for_handover(program, operator))
    hand_over(
        handover=Handover(
            program=program,
            day=min(day + timedelta(days=3), demo.today),
            place="Aula",
            handed_by=operator.full_name,
            handed_by_position="Petugas pembinaan kemandirian",
        ),
        certificates=waiting[:-2],
        by=operator,
    )


def build_competency(demo: Demo) -> None:
    """Rantau: somebody holds a competency certificate that ends soon; a test was held, one is planned."""
    facility, operator = demo.facilities["rantau"], demo.operator("rantau")
    sewing = SkillField.objects.get(code="menjahit")
    people = list(Inmate.objects.filter(facility=facility, custody="held").order_by("pk")[2:7])
    held = CompetencyTest.objects.create(
        facility=facility,
        scheme="Operator Mesin Jahit",
        lsp="LSP Contoh Garmen Borneo",
        skill_field=sewing,
        day=demo.day(-20),
        place="UPTD BLK Kabupaten Tapin",
        assessors="Contoh Asesor, S.Pd.",
    )
    add_candidates(test=held, inmates=people[:4], by=operator)
    candidates = list(held.candidates.order_by("pk"))
    outcomes = ("competent", "not_yet", "absent", "")
    record_results(
        test=held,
        results={row.pk: outcome for row, outcome in zip(candidates, outcomes, strict=True)},
        by=operator,
    )
    CompetencyTest.objects.create(
        facility=facility,
        scheme="Las SMAW 3G",
        lsp="LSP Contoh Logam",
        skill_field=SkillField.objects.get(code="las"),
        day=demo.day(24),
        place="UPTD BLK Kabupaten Tapin",
    )
    for inmate, candidate, issued, years, number in (
        (people[0], candidates[0], demo.day(-12), 3, "14110 7532 3 0000101 2026"),
        (people[4], None, demo.day(-1060), 3, "14110 7532 3 0000042 2023"),
    ):
        save_competency(
            certificate=CompetencyCertificate(
                facility=facility,
                inmate=inmate,
                candidate=candidate,
                scheme="Operator Mesin Jahit",
                lsp="LSP Contoh Garmen Borneo",
                number=number,
                registration_number=f"GAR.{number[-12:-5]}",
                units=UNITS,
                issued_on=issued,
                expires_on=issued + timedelta(days=365 * years),
            ),
            upload=drawn_logo("K", "#7a6a2a"),
            by=operator,
        )
