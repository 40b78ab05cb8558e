"""The steps with which a programme's preparation begins, as the sites did them (domain.md, section 2)."""

# code, Indonesian, English, days before the first day
USUAL_STEPS = (
    ("needs", "Analisis kebutuhan pelatihan", "Analysis of training needs", 60),
    ("mentor", "Konsultasi dengan mentor", "Consultation with the mentor", 56),
    ("interest", "Asesmen minat warga binaan", "Assessment of the inmates' interests", 49),
    ("mapping", "Pemetaan mitra", "Mapping of partners", 45),
    ("agreement", "Kesepakatan dengan mitra", "Agreement with the partner", 30),
    ("room", "Penyiapan ruang dan alat", "Room and tools made ready", 14),
    ("safety", "Pemeriksaan keamanan alat dan tempat", "Security check of tools and place", 7),
    ("briefing", "Pengarahan internal petugas", "Internal briefing of the officers", 3),
)


def load_usual_steps(sender=None, **kwargs):
    """Add the usual steps that are missing; what was changed stays."""
    from programs.models import UsualStep

    UsualStep.objects.bulk_create(
        [
            UsualStep(position=position, code=code, name_id=name_id, name_en=name_en, days_before=days)
            for position, (code, name_id, name_en, days) in enumerate(USUAL_STEPS, start=1)
        ],
        ignore_conflicts=True,
    )
