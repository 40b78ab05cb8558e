"""Works belong to a facility; a partner's coordinator sees what lies in its outlets, and the catalogue."""

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.search import within
from facilities.querysets import OwnedQuerySet


def has_outlet(membership, facility_ref):
    """Whether the coordinator's partner has an outlet at the facility."""
    from production.models import Outlet

    mine = Outlet._base_manager.filter(
        facility=OuterRef(facility_ref), partner__accesses__membership=membership
    )
    return Exists(mine)


class GroupQuerySet(OwnedQuerySet):
    def working(self, day=None):
        """Return the groups at work on `day`, else today."""
        day = day or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), started_on__lte=day)

    def ended(self, day=None):
        return self.filter(ended_on__lt=day or timezone.localdate())

    def search(self, text):
        return self.filter(within(text, "name", "skill_field__name_id", "skill_field__name_en"))

    def with_counts(self, day=None):
        """Add `member_count` (in the group on `day`, else today) and `product_count`."""
        day = day or timezone.localdate()
        inside = Q(members__joined_on__lte=day) & (Q(members__ended_on=None) | Q(members__ended_on__gte=day))
        return self.annotate(
            member_count=Count("members", filter=inside, distinct=True),
            product_count=Count("products", distinct=True),
        )


class GroupMemberQuerySet(OwnedQuerySet):
    def on(self, day):
        """Return who was in a group on `day`."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), joined_on__lte=day)

    def present(self):
        """Return who has not left."""
        return self.filter(ended_on=None)


class ProductQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(has_outlet(membership, "facility"), on_sale=True)

    def on_sale(self):
        return self.filter(on_sale=True)

    def stocked(self):
        """Return what lies in a store: everything but services."""
        return self.exclude(kind="service")

    def search(self, text):
        return self.filter(within(text, "name", "size", "description", "group__name"))

    def with_cost(self):
        """Add `cost`: what the materials of one cost, in rupiah."""
        from production.models import ProductMaterial

        rows = ProductMaterial._base_manager.filter(product=OuterRef("pk")).order_by().values("product")
        return self.annotate(cost=Coalesce(Subquery(rows.annotate(n=Sum("total")).values("n")), Value(0)))

    def with_stock(self):
        """Add `in_store`, the pieces in the own store, and `outside`, those at outlets."""
        from production.models import Stock

        rows = Stock._base_manager.filter(product=OuterRef("pk")).order_by().values("product")

        def pieces(**where):
            return Coalesce(Subquery(rows.filter(**where).annotate(n=Sum("quantity")).values("n")), Value(0))

        return self.annotate(
            in_store=pieces(place__outlet__isnull=True), outside=pieces(place__outlet__isnull=False)
        )

    def with_photo(self):
        """Load the first photo of each as `first_photos`, a list of one or none."""
        from production.models import ProductPhoto

        first = ProductPhoto._base_manager.filter(product=OuterRef("product")).order_by("pk").values("pk")[:1]
        photos = ProductPhoto._base_manager.filter(pk=Subquery(first))
        return self.prefetch_related(Prefetch("photos", photos, to_attr="first_photos"))


class ProductPhotoQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(has_outlet(membership, "facility"), product__on_sale=True)


class RunQuerySet(OwnedQuerySet):
    def valid(self):
        """Return the runs that were not withdrawn."""
        return self.filter(withdrawn_on=None)

    def search(self, text):
        return self.filter(within(text, "product__name", "product__group__name"))


class OutletQuerySet(OwnedQuerySet):
    def open(self, day=None):
        """Return where things are sold on `day`, else today."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day or timezone.localdate()))

    def search(self, text):
        return self.filter(within(text, "name", "address", "contact_person"))

    def with_stock(self):
        """Add `pieces_there`: what lies there on consignment."""
        return self.annotate(pieces_there=Coalesce(Sum("stock_place__stocks__quantity"), Value(0)))


class ConsignmentQuerySet(OwnedQuerySet):
    def for_coordinator(self, membership):
        return self.filter(outlet__partner__accesses__membership=membership)

    def search(self, text):
        return self.filter(within(text, "outlet__name", "note"))

    def with_totals(self):
        """Add `brought`, `sold`, `returned` and `there`, in pieces, and `value_there` in rupiah."""
        there = F("lines__quantity") - F("lines__sold") - F("lines__returned")
        return self.annotate(
            brought=Coalesce(Sum("lines__quantity"), Value(0)),
            sold=Coalesce(Sum("lines__sold"), Value(0)),
            returned=Coalesce(Sum("lines__returned"), Value(0)),
            there=Coalesce(Sum(there), Value(0)),
            value_there=Coalesce(Sum(there * F("lines__price")), Value(0)),
        )


class ConsignmentPartQuerySet(OwnedQuerySet):
    """Rows that hang on a consignment and are seen with it."""

    def for_user(self, user):
        from production.models import Consignment, ConsignmentChange

        owner = "line__consignment" if self.model is ConsignmentChange else "consignment"
        return self.filter(**{f"{owner}__in": Consignment.objects.for_user(user)})


class StockQuerySet(OwnedQuerySet):
    def search(self, text):
        return self.filter(within(text, "product__name", "product__group__name", "place__outlet__name"))

    def totals(self) -> dict[str, int]:
        """Return the `pieces` and what they are worth at their prices, in rupiah, as `value`."""
        return self.aggregate(
            pieces=Coalesce(Sum("quantity"), Value(0)),
            value=Coalesce(Sum(F("quantity") * F("product__price")), Value(0)),
        )


class StockMovementQuerySet(OwnedQuerySet):
    def search(self, text):
        return self.filter(within(text, "product__name", "reference"))
