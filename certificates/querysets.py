"""Certificates: staff see their facility's, coordinators their partner's, instructors none."""

from django.db.models import Q

from facilities.querysets import OwnedQuerySet

VALID_STATES = ("issued", "printed", "handed")


class IssuerQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(partner__accesses__membership=membership)


class CertificateQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(issuer__partner__accesses__membership=membership)

    def search(self, text):
        """Find `text` in the number or in the name as it was printed."""
        return self.filter(Q(number__icontains=text) | Q(snapshot__name__icontains=text))

    def valid(self):
        return self.filter(status__state__in=VALID_STATES)

    def seen_with(self, inmate, user):
        """Return every certificate of somebody whom the user's facility holds now; see enrolments."""
        if not user.has_perm("inmates.view") or inmate.facility_id != user.membership.facility_id:
            return self.none()
        return self.filter(Q(enrolment__inmate=inmate) | Q(enrolment__inmate__merged_into=inmate))


class StatusQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(certificate__issuer__partner__accesses__membership=membership)
