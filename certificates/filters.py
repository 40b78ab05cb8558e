import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, CertificateState, CompetencyCertificate, CompetencyTest, Issuer
from certificates.querysets import VALID_STATES
from certificates.work import expiring_day
from core.filters import BaseFilterSet, SearchFilter
from core.forms import DateInput
from core.search import anywhere


class CertificateFilter(BaseFilterSet):
    q = SearchFilter(method="search", label=_("Number, name or code"))
    state = django_filters.ChoiceFilter(
        field_name="status__state", choices=CertificateState.choices, label=_("State")
    )
    issuer = django_filters.ModelChoiceFilter(queryset=Issuer.objects.none(), label=_("Issuer"))
    valid = django_filters.ChoiceFilter(
        label=_("Validity"),
        choices=[("yes", _("valid")), ("no", _("revoked or replaced"))],
        method="by_validity",
    )
    since = django_filters.DateFilter(
        label=_("Issued from"), field_name="issued_on", lookup_expr="gte", widget=DateInput
    )
    until = django_filters.DateFilter(
        label=_("Issued until"), field_name="issued_on", lookup_expr="lte", widget=DateInput
    )

    class Meta:
        model = Certificate
        fields = ["q", "state", "issuer", "year", "valid", "since", "until"]

    def by_validity(self, rows, name, value):
        return rows.valid() if value == "yes" else rows.exclude(status__state__in=VALID_STATES)

    def search(self, rows, name, value):
        return rows.search(value)


class IssuerFilter(BaseFilterSet):
    q = SearchFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = Issuer
        fields = ["q", "is_active"]


class RegisterFilter(CertificateFilter):
    """A register is one issuer's already; the year makes a book of it."""

    issuer = None

    class Meta:
        model = Certificate
        fields = ["q", "state", "year"]


class CompetencyFilter(BaseFilterSet):
    q = SearchFilter(method="search", label=_("Name, number or scheme"))
    ending = django_filters.ChoiceFilter(
        method="by_end",
        choices=[("soon", _("Ending soon or expired")), ("valid", _("Valid"))],
        label=_("Validity"),
    )

    class Meta:
        model = CompetencyCertificate
        fields = ["q", "ending"]

    def search(self, rows, name, value):
        return rows.filter(anywhere(value, "number", "registration_number", "scheme", "inmate__full_name"))

    def by_end(self, rows, name, value):
        if value == "soon":
            return rows.filter(expires_on__lte=expiring_day())
        return rows.filter(Q(expires_on=None) | Q(expires_on__gte=timezone.localdate()))


class CompetencyTestFilter(BaseFilterSet):
    q = SearchFilter(method="search", label=_("Scheme or LSP"))

    class Meta:
        model = CompetencyTest
        fields = ["q"]

    def search(self, rows, name, value):
        return rows.filter(anywhere(value, "scheme", "lsp"))
