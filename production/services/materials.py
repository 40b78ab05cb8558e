"""What a piece is made of."""

from django.db import transaction

from production.models import Product
from production.services.stock import may_enter


@transaction.atomic
def save_materials(*, product: Product, by, table) -> None:
    """Save the table of materials (a BulkFormSet); raises ValidationError when it changed meanwhile."""
    product = Product._base_manager.select_for_update(no_key=True).get(pk=product.pk)
    may_enter(by, product.facility_id)
    table.check_unchanged(product.materials.all())
    table.save(facility_id=product.facility_id, product=product)
