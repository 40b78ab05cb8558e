from partners.forms.agreements import (
    ActivityForm,
    AgreementForm,
    ContributionForm,
    ExtensionForm,
    LetEndForm,
    PartyForm,
    ScanForm,
)
from partners.forms.contacts import ContactFilesForm, ContactForm, ReportForm, StepForm
from partners.forms.instructors import (
    CertificateForm,
    CoordinatorInviteForm,
    InstructorForm,
    InstructorInviteForm,
    LeaveForm,
)
from partners.forms.offerings import OfferingEndForm, OfferingForm
from partners.forms.partners import ContactPersonForm, PartnerForm, PartnerLogoForm

__all__ = [
    "ActivityForm",
    "AgreementForm",
    "CertificateForm",
    "ContactFilesForm",
    "ContactForm",
    "ContactPersonForm",
    "ContributionForm",
    "CoordinatorInviteForm",
    "ExtensionForm",
    "InstructorForm",
    "InstructorInviteForm",
    "LeaveForm",
    "LetEndForm",
    "OfferingEndForm",
    "OfferingForm",
    "PartnerForm",
    "PartnerLogoForm",
    "PartyForm",
    "ReportForm",
    "ScanForm",
    "StepForm",
]
