"""Which class a register number has: the table of classes, read once."""

from inmates.identifiers import number_head
from inmates.models import RegisterClass

# What every installation starts with: code, spellings, meaning in Indonesian and English, legal status.
CLASSES = (
    ("A1", "A I", "Tahanan penyidik (kepolisian)", "Detained by the police", "detainee"),
    ("A2", "A II", "Tahanan penuntut umum (kejaksaan)", "Detained by the prosecutor", "detainee"),
    ("A3", "A III", "Tahanan pengadilan negeri", "Detained by the district court", "detainee"),
    ("A4", "A IV", "Tahanan pengadilan tinggi", "Detained by the high court", "detainee"),
    ("A5", "A V", "Tahanan Mahkamah Agung", "Detained by the supreme court", "detainee"),
    ("B1", "B I", "Pidana lebih dari 1 tahun", "Sentence of more than 1 year", "convict"),
    ("B2A", "B IIa", "Pidana lebih dari 3 bulan sampai 1 tahun", "Sentence of 3 months to 1 year", "convict"),
    ("B2B", "B IIb", "Pidana sampai 3 bulan", "Sentence of up to 3 months", "convict"),
    ("B3", "B III, B IIIs", "Kurungan", "Light imprisonment (kurungan)", "convict"),
    ("SH", "SH, Seumur hidup", "Pidana seumur hidup", "Life sentence", "convict"),
    ("M", "M, Mati", "Pidana mati", "Death sentence", "convict"),
)


class RegisterClasses:
    """The classes as they are now. A form, a service or a comparison reads them once, in one statement."""

    def __init__(self, rows):
        self._status = {row.code: row.legal_status for row in rows}
        self._by_head = {head: row.code for row in rows if row.is_active for head in row.heads}

    @classmethod
    def read(cls) -> "RegisterClasses":
        return cls(list(RegisterClass._base_manager.all()))

    def code_of(self, text) -> str | None:
        """Return the code of the class that a register number has, None when it is not known."""
        return self._by_head.get(number_head(text))

    def status_of(self, code: str | None) -> str:
        """Return the legal status that a class stands for, "" when there is no such class."""
        return self._status.get(code, "")


def usual_classes() -> list[RegisterClass]:
    """Return the classes of every new installation, not saved."""
    return [
        RegisterClass(
            code=code,
            spellings=spellings,
            name_id=name_id,
            name_en=name_en,
            legal_status=legal_status,
            position=position,
        )
        for position, (code, spellings, name_id, name_en, legal_status) in enumerate(CLASSES, start=1)
    ]


def load_register_classes(sender=None, **kwargs):
    """Bring in the classes where there are none; what an administrator changed or removed stays so."""
    if not RegisterClass._base_manager.exists():
        RegisterClass._base_manager.bulk_create(usual_classes(), ignore_conflicts=True)
