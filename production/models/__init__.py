from production.models.group import EndReason, GroupMember, GroupNote, GroupPhoto, ProductionGroup
from production.models.outlet import Consignment, ConsignmentChange, ConsignmentLine, Outlet, OutletKind
from production.models.product import CatalogueSettings, Product, ProductKind, ProductMaterial, ProductPhoto
from production.models.stock import MovementKind, ProductionRun, RunShare, Stock, StockMovement, StockPlace

__all__ = [
    "CatalogueSettings",
    "Consignment",
    "ConsignmentChange",
    "ConsignmentLine",
    "EndReason",
    "GroupMember",
    "GroupNote",
    "GroupPhoto",
    "MovementKind",
    "Outlet",
    "OutletKind",
    "Product",
    "ProductKind",
    "ProductMaterial",
    "ProductPhoto",
    "ProductionGroup",
    "ProductionRun",
    "RunShare",
    "Stock",
    "StockMovement",
    "StockPlace",
]
