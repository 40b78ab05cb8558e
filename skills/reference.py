"""The skill fields every installation starts with (domain.md, section 7)."""

FIELDS = (
    ("meubel", "Pertukangan/Meubel", "Carpentry and furniture", "RCE"),
    ("las", "Pengelasan", "Welding", "RCI"),
    ("otomotif", "Otomotif/Perbengkelan", "Automotive repair", "RIC"),
    ("batako", "Pres Batako/Bangunan", "Brick pressing and building", "RCE"),
    ("listrik", "Listrik/Servis AC", "Electrical work and air conditioning", "RIC"),
    ("menjahit", "Menjahit/Garmen", "Sewing and garments", "RAC"),
    ("boga", "Tata Boga/Roti", "Catering and baking", "RAE"),
    ("pertanian", "Pertanian/Hidroponik", "Farming and hydroponics", "RIE"),
    ("laundry", "Laundry/Sablon", "Laundry and screen printing", "RCA"),
    ("batik", "Batik Tulis", "Hand-drawn batik", "ARC"),
    ("rajutan", "Rajutan", "Knitting", "ARC"),
    ("pecut", "Pecut/Kerajinan", "Whips and handicraft", "RAE"),
    ("layangan", "Layang-layang", "Kites", "ARE"),
    ("barbershop", "Barbershop/Pangkas Rambut", "Barbering", "RSE"),
    ("rias", "Tata Rias/Kecantikan", "Make-up and beauty", "AES"),
    ("yoga", "Yoga", "Yoga", "SRA"),
    ("ti", "TI/Operator Komputer", "IT and computer operation", "CRI"),
    ("wirausaha", "Wirausaha", "Entrepreneurship", "ECS"),
)


def load_skill_fields(sender=None, **kwargs):
    """Add the skill fields that are missing; what an administrator changed stays."""
    from skills.models import SkillField

    SkillField.objects.bulk_create(
        [
            SkillField(code=code, name_id=name_id, name_en=name_en, holland=holland)
            for code, name_id, name_en, holland in FIELDS
        ],
        ignore_conflicts=True,
    )
