"""Competency: certificates that are recorded, tests with an LSP, and what came out."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from certificates.models import CompetencyCandidate, CompetencyCertificate, CompetencyScan, CompetencyTest


def _check(by) -> None:
    if not by.has_perm("certificates.enter"):
        raise PermissionDenied


@transaction.atomic
def save_competency(*, certificate: CompetencyCertificate, upload, by) -> CompetencyCertificate:
    """Save a competency certificate, with one more scan when one was uploaded, and return it."""
    _check(by)
    if certificate.recorded_by_id is None:
        certificate.recorded_by = by
    certificate.save()
    if upload:
        scan = CompetencyScan(certificate=certificate, facility_id=certificate.facility_id)
        scan.take(upload, by=by)
        scan.save()
    return certificate


@transaction.atomic
def add_candidates(*, test: CompetencyTest, inmates, by) -> int:
    """Name candidates of a test; who is one already stays so. Return how many are new."""
    _check(by)
    test = CompetencyTest._base_manager.select_for_update(no_key=True).get(pk=test.pk)
    known = set(test.candidates.values_list("inmate_id", flat=True))
    new = [inmate for inmate in inmates if inmate.pk not in known]
    CompetencyCandidate._base_manager.bulk_create(
        CompetencyCandidate(facility_id=test.facility_id, test=test, inmate=inmate) for inmate in new
    )
    return len(new)


@transaction.atomic
def record_results(*, test: CompetencyTest, results: dict[int, str], by) -> int:
    """Write down what came out for candidates, by their keys; return how many changed."""
    _check(by)
    rows = CompetencyCandidate._base_manager.select_for_update(no_key=True).filter(test=test, pk__in=results)
    changed = [row for row in rows if row.result != results[row.pk]]
    for row in changed:
        row.result = results[row.pk]
    CompetencyCandidate._base_manager.bulk_update(changed, ["result"])
    return len(changed)
