"""Certificates: staff see their facility's, coordinators their partner's, instructors none."""

from django.db.models import Count, Exists, F, OuterRef, Q

from facilities.querysets import OwnedQuerySet
from inmates.querysets import of_person

VALID_STATES = ("issued", "printed", "handed")


class IssuerQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(partner__accesses__membership=membership)


class CertificateQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(issuer__partner__accesses__membership=membership)

    def search(self, text):
        """Find `text` in the number or the printed name; or the code or whole address of a QR code."""
        code = text.strip().rstrip("/").rpartition("/")[2]
        return self.filter(Q(number__icontains=text) | Q(snapshot__name__icontains=text) | Q(code=code))

    def valid(self):
        return self.filter(status__state__in=VALID_STATES)

    def seen_with(self, inmate, user):
        """Return every certificate of somebody whom the user's facility holds now; see enrolments."""
        if not user.has_perm("inmates.view") or inmate.facility_id != user.membership.facility_id:
            return self.none()
        return self.filter(of_person(inmate, "enrolment__inmate"))


class StatusQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(certificate__issuer__partner__accesses__membership=membership)


class HandoverQuerySet(OwnedQuerySet):
    """Minutes are the facility's own: partners do not learn who holds what."""


class CompetencyQuerySet(OwnedQuerySet):
    """What is recorded of competency stays with the staff of the facility that recorded it."""

    def seen_with(self, inmate, user):
        """Return what is shown with somebody whom the user's facility holds now, wherever recorded."""
        if not user.has_perm("inmates.view") or inmate.facility_id != user.membership.facility_id:
            return self.none()
        return self.filter(of_person(inmate))

    def with_counts(self):
        """Count the candidates of tests and those found competent, as `named` and `competent`."""
        competent = Q(candidates__result="competent")
        return self.annotate(named=Count("candidates"), competent=Count("candidates", filter=competent))

    def without_results(self, day):
        """Return tests held before `day` in which somebody has no result."""
        missing = self.model.candidates.rel.related_model._base_manager.filter(test=OuterRef("pk"), result="")
        return self.filter(Exists(missing), day__lt=day)

    def ending(self, day):
        """Return what expires by `day` and whose holder is still here."""
        return self.filter(expires_on__lte=day, inmate__facility=F("facility"), inmate__custody="held")
