"""Which details of people run out, when, and what each is kept by (see core/erasing.py)."""

from django.utils.translation import gettext_lazy as _

from core.erasing import ErasureKind
from inmates.models import Consent, ContactDetail, Identity, InmatePhoto, WorkLimit
from inmates.models.details import ConsentPurpose


def _about(model):
    """What kinds about a person share."""
    return {
        "model": model,
        "subject": "inmate_id",
        "place": "inmate__facility_id",
        "of_subject": lambda key: model._base_manager.filter(inmate=key),
    }


KINDS = (
    ErasureKind(
        name="nik",
        label=_("NIK"),
        text=_("The NIK of people who were released or transferred."),
        due=lambda before: Identity.objects.with_nik().of_gone_before(before),
        blanks=("nik",),
        leans_on=ConsentPurpose.TRAINING,
        order=10,
        **_about(Identity),
    ),
    ErasureKind(
        name="address",
        label=_("Address"),
        text=_("The address of people who were released or transferred."),
        due=lambda before: Identity.objects.with_address().of_gone_before(before),
        blanks=("address", "city", "province"),
        leans_on=ConsentPurpose.TRAINING,
        order=20,
        **_about(Identity),
    ),
    ErasureKind(
        name="contacts",
        label=_("Contact details"),
        text=_("Phone numbers and addresses after release, of people who were released or transferred."),
        due=lambda before: ContactDetail.objects.of_gone_before(before),
        leans_on=ConsentPurpose.CONTACT,
        order=30,
        **_about(ContactDetail),
    ),
    ErasureKind(
        name="photos",
        label=_("Photos"),
        text=_("Photos of people who were released or transferred."),
        due=lambda before: InmatePhoto.objects.of_gone_before(before),
        leans_on=ConsentPurpose.PHOTO,
        order=35,
        **_about(InmatePhoto),
    ),
    ErasureKind(
        name="work_limits",
        label=_("Work limits"),
        text=_("Work limits that ended, and those of people who were released or transferred."),
        due=lambda before: WorkLimit.objects.run_out(before),
        leans_on=ConsentPurpose.TRAINING,
        order=40,
        **_about(WorkLimit),
    ),
    ErasureKind(
        name="consents",
        label=_("Consents"),
        text=_("The proof of consents that were withdrawn, and those of people who were released."),
        due=lambda before: Consent.objects.run_out(before),
        order=60,
        **_about(Consent),
    ),
)
