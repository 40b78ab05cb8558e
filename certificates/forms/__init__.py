from certificates.forms.certificates import HandoverForm, IssueForm, PreviewForm, PrintForm, ReplaceForm
from certificates.forms.competency import (
    CandidatesForm,
    CompetencyForm,
    CompetencyScanForm,
    CompetencyTestForm,
    ResultsForm,
)
from certificates.forms.issuers import IssuerForm, IssuerLogoForm, NamingForm

__all__ = [
    "CandidatesForm",
    "CompetencyForm",
    "CompetencyScanForm",
    "CompetencyTestForm",
    "HandoverForm",
    "IssueForm",
    "IssuerForm",
    "IssuerLogoForm",
    "NamingForm",
    "PreviewForm",
    "PrintForm",
    "ReplaceForm",
    "ResultsForm",
]
