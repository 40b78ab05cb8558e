"""What of enrolments runs out: the personal details that stand on lists sent to partners."""

from django.utils.translation import gettext_lazy as _

from core.erasing import ErasureKind
from enrolments.models import RegistrationLine
from inmates.models.details import ConsentPurpose

KINDS = (
    ErasureKind(
        name="registration_lines",
        label=_("NIK and address on registration lists"),
        text=_(
            "NIK and address on the lists sent to partners, after the end of the programme, and those of "
            "people who were released or transferred."
        ),
        model=RegistrationLine,
        due=lambda before: RegistrationLine.objects.run_out(before),
        subject="enrolment__inmate_id",
        place="facility_id",
        blanks=("nik", "address"),
        leans_on=ConsentPurpose.TRAINING,
        of_subject=lambda key: RegistrationLine._base_manager.filter(enrolment__inmate=key),
        order=25,
    ),
)
