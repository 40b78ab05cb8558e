"""What the demo's partners offer: SoE's four packages and Rantau's from its BLK (domain.md, section 2)."""

from partners.models import Offering
from programs.models import Program
from reports.demo.base import Demo
from reports.demo.contacts import TAPIN, TTS
from skills.models import SkillField
from skills.models.requirements import REQUIREMENTS

# Few seats and a fixed length; villagers learn beside inmates, tools and capital come afterwards.
SOE = (
    # field, title, JP, seats, public seats, months, the tools that follow, rules of its own
    ("menjahit", "Menjahit", 80, 4, 12, [2, 6, 9], "Mesin jahit portabel dan bahan pertama", {}),
    ("rias", "Kecantikan", 80, 2, 14, [3, 7], "Perlengkapan rias", {"only_sex": "F"}),
    ("batako", "Pres Batako", 60, 6, 10, [5, 8, 10], "Cetakan batako", {"barred_limits": ["lifting"]}),
    ("barbershop", "Pangkas Rambut", 98, 4, 12, [2, 9], "Alat pangkas", {"barred_limits": ["sharp"]}),
)  # fmt: skip
SOE_RULES = {
    "age_from": 17,
    "age_to": 45,
    "minimum_education": "elementary",
    "legal_statuses": ["convict"],
    "clean_months": 6,
    "maximum_risk": "medium",
    "minimum_stage": "one_third",
}
TAPIN_PACKAGES = (
    ("menjahit", "Menjahit", {}),
    ("las", "Las", {"barred_limits": ["heat", "dust"]}),
    ("otomotif", "Otomotif", {}),
    ("meubel", "Pertukangan", {"barred_limits": ["machines", "lifting"]}),
    ("ti", "Operator Komputer", {"literacy_needed": "fluent", "minimum_education": "junior"}),
)
TAPIN_RULES = {"age_from": 17, "age_to": 40, "minimum_education": "elementary", "clean_months": 6}


def build_offerings(demo: Demo) -> None:
    fields = {field.code: field for field in SkillField.objects.all()}
    partner = demo.partners[TTS]
    for code, title, hours, seats, public, months, kit, rules in SOE:
        Offering.objects.create(
            partner=partner,
            skill_field=fields[code],
            title=title,
            lesson_hours=hours,
            seats=seats,
            is_public=True,
            public_seats=public,
            place="outside",
            months=months,
            kit_follows=True,
            capital_follows=True,
            what_follows=kit,
            notes="Terbuka bagi warga semua desa; warga binaan ikut bila memenuhi persyaratan.",
            **SOE_RULES | rules,
        )
    partner = demo.partners[TAPIN]
    for code, title, rules in TAPIN_PACKAGES:
        Offering.objects.create(
            partner=partner,
            skill_field=fields[code],
            title=title,
            lesson_hours=80,
            seats=16,
            notes="Diajarkan di dalam rutan dengan metode yang disesuaikan.",
            **TAPIN_RULES | rules,
        )
    Offering.objects.create(
        partner=partner,
        skill_field=fields["ti"],
        title="Operator Komputer",
        level="advanced",
        lesson_hours=80,
        seats=16,
        **TAPIN_RULES | {"literacy_needed": "fluent", "minimum_education": "junior"},
    )
    link_programs()


def link_programs() -> None:
    """Say of the demo's programmes from which offering they came; what is still planned has its rules."""
    for offering in Offering.objects.all():
        made = Program.objects.filter(partner=offering.partner, title=offering.title, level=offering.level)
        made.update(offering=offering)
        rules = {name: getattr(offering, name) for name in REQUIREMENTS}
        made.filter(state__in=("draft", "approved")).update(**rules)
