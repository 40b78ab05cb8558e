import django_filters
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate, CertificateState, Issuer
from core.filters import BaseFilterSet, SearchFilter


class CertificateFilter(BaseFilterSet):
    q = SearchFilter(method="search", label=_("Number or name"))
    state = django_filters.ChoiceFilter(
        field_name="status__state", choices=CertificateState.choices, label=_("State")
    )
    issuer = django_filters.ModelChoiceFilter(queryset=Issuer.objects.none(), label=_("Issuer"))

    class Meta:
        model = Certificate
        fields = ["q", "state", "issuer", "year"]

    def search(self, rows, name, value):
        return rows.search(value)


class IssuerFilter(BaseFilterSet):
    q = SearchFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = Issuer
        fields = ["q", "is_active"]
