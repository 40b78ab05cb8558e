from certificates.services.competency import add_candidates, record_results, save_competency
from certificates.services.handover import hand_over, waiting_for_handover
from certificates.services.issuing import (
    BATCH,
    Candidate,
    certificates_of,
    check_issue,
    issue,
    issue_some,
    issuer_obstacles,
    obstacles,
    preview,
    replace,
    review,
)
from certificates.services.printing import print_certificates

__all__ = [
    "BATCH",
    "Candidate",
    "add_candidates",
    "certificates_of",
    "check_issue",
    "hand_over",
    "issue",
    "issue_some",
    "issuer_obstacles",
    "obstacles",
    "preview",
    "print_certificates",
    "record_results",
    "replace",
    "review",
    "save_competency",
    "waiting_for_handover",
]
