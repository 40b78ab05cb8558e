"""Classes of register numbers: reference data, since what a place writes in its book differs and changes."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.querysets import ReferenceQuerySet
from inmates.choices import LegalStatus
from inmates.identifiers import class_head


@track()
class RegisterClass(models.Model):
    """A class of register numbers (golongan): how it is written, whom it stands for (domain.md, section 4).

    Register numbers point at the code, which therefore never changes. A class that is no longer given out is
    set aside (`is_active`): numbers that have it keep it.
    """

    code = models.CharField(
        _("code"),
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^[A-Z0-9]+$", _("Capital letters and digits only."))],
        help_text=_("Short and for good, for instance B2A."),
    )
    spellings = models.CharField(
        _("how it is written"),
        max_length=120,
        help_text=_(
            "As it stands before the number, for instance B IIa. Further spellings follow with commas; "
            "blanks, dots and capitals make no difference."
        ),
    )
    name_id = models.CharField(_("meaning in Indonesian"), max_length=80)
    name_en = models.CharField(_("meaning in English"), max_length=80)
    legal_status = models.CharField(_("legal status"), max_length=12, choices=LegalStatus)
    position = models.PositiveSmallIntegerField(_("no."), help_text=_("Its place in lists."))
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("Otherwise new register numbers are not read as this class.")
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("register class")
        verbose_name_plural = _("register classes")
        ordering = ["position", "code"]

    def __str__(self):
        return self.spellings.split(",")[0].strip()

    def get_absolute_url(self):
        return reverse("inmates:registerclass-list")

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_id

    @property
    def heads(self) -> list[str]:
        """The spellings in the one form in which they are compared; see `class_head`."""
        return [head for text in self.spellings.split(",") if (head := class_head(text))]
