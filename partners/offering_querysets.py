"""Offerings are seen with their partner."""

from django.db.models import Count, Q

from core.querysets import ScopedQuerySet
from core.search import within


class OfferingQuerySet(ScopedQuerySet):
    def for_user(self, user):
        from partners.models import Partner

        return self.filter(partner__in=Partner.objects.for_user(user))

    def open(self):
        """Return what the partners offer still."""
        return self.filter(ended_on=None)

    def in_month(self, month: int):
        """Return what is offered in that month, also what is offered all year."""
        return self.filter(Q(months=[]) | Q(months__contains=[month]))

    def fields_counted(self):
        """Return a row for each skill field that has some: `skill_field` and `count`."""
        return self.order_by().values("skill_field").annotate(count=Count("pk"))

    def search(self, text: str):
        """Find every word of `text` in the title, the skill field or the partner's name."""
        field = ("skill_field__name_id", "skill_field__name_en")
        return self.filter(within(text, "title", *field, "partner__name"))
