from partners.forms.agreements import (
    ActivityForm,
    AgreementForm,
    ContributionForm,
    ExtensionForm,
    LetEndForm,
    PartyForm,
    ScanForm,
)
from partners.forms.instructors import (
    CertificateForm,
    CoordinatorInviteForm,
    InstructorForm,
    InstructorInviteForm,
    LeaveForm,
)
from partners.forms.partners import PartnerForm

__all__ = [
    "ActivityForm",
    "AgreementForm",
    "CertificateForm",
    "ContributionForm",
    "CoordinatorInviteForm",
    "ExtensionForm",
    "InstructorForm",
    "InstructorInviteForm",
    "LeaveForm",
    "LetEndForm",
    "PartnerForm",
    "PartyForm",
    "ScanForm",
]
