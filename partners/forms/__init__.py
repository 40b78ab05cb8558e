from partners.forms.agreements import AgreementForm, PartyForm
from partners.forms.contacts import ContactFilesForm, ContactForm, ReportForm, StepForm
from partners.forms.instructors import InstructorForm
from partners.forms.partners import ContactPersonForm, PartnerForm, PartnerLogoForm

__all__ = [
    "AgreementForm",
    "ContactFilesForm",
    "ContactForm",
    "ContactPersonForm",
    "InstructorForm",
    "PartnerForm",
    "PartnerLogoForm",
    "PartyForm",
    "ReportForm",
    "StepForm",
]
