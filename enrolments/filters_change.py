import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import BaseFilterSet, SearchFilter
from core.search import anywhere, every_word
from enrolments.models import CircumstanceChange, Outing


class ChangeFilter(BaseFilterSet):
    """Open ones, unless all or the settled ones are asked for."""

    q = SearchFilter(method="search")
    show = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[("settled", _("settled")), ("all", _("all"))],
        method="keep",
        empty_label=_("not settled"),
    )

    class Meta:
        model = CircumstanceChange
        fields = ["q", "show"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form.fields["show"].empty_label = _("not settled")

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        show = self.form.cleaned_data.get("show")
        if show == "all":
            return rows
        return rows.settled() if show == "settled" else rows.open()

    def search(self, rows, name, value):
        def stands(word):
            named = Q(enrolment__name="", enrolment__inmate__full_name__icontains=word)
            return named | anywhere(word, "enrolment__name", "program__title")

        return rows.filter(every_word(value, stands))

    def keep(self, rows, name, value):
        """`filter_queryset` chooses, since it also does when nothing is asked for."""
        return rows


class OutingFilter(BaseFilterSet):
    q = SearchFilter(method="search")

    class Meta:
        model = Outing
        fields = ["q"]

    def search(self, rows, name, value):
        return rows.filter(anywhere(value, "program__title", "exit_number"))
