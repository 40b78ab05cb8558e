"""Certificates: staff see their facility's, coordinators their partner's, instructors none."""

from facilities.querysets import OwnedQuerySet

VALID_STATES = ("issued", "printed", "handed")


class IssuerQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(partner__accesses__membership=membership)


class CertificateQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(issuer__partner__accesses__membership=membership)

    def valid(self):
        return self.filter(status__state__in=VALID_STATES)


class StatusQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(certificate__issuer__partner__accesses__membership=membership)
