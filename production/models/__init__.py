from production.models.group import EndReason, GroupMember, GroupNote, GroupPhoto, ProductionGroup
from production.models.ledger import Account, AccountKind, Entry, EntryKind, Posting
from production.models.ledger import Role as AccountRole
from production.models.outlet import Consignment, ConsignmentChange, ConsignmentLine, Outlet, OutletKind
from production.models.product import CatalogueSettings, Product, ProductKind, ProductMaterial, ProductPhoto
from production.models.sale import Sale, SaleLine, SaleState
from production.models.split import (
    Deposit,
    DepositProof,
    Incentive,
    Method,
    Payout,
    SaleSplit,
    SplitRule,
)
from production.models.stock import MovementKind, ProductionRun, RunShare, Stock, StockMovement, StockPlace

__all__ = [
    "Account",
    "AccountKind",
    "AccountRole",
    "CatalogueSettings",
    "Consignment",
    "ConsignmentChange",
    "ConsignmentLine",
    "Deposit",
    "DepositProof",
    "EndReason",
    "Entry",
    "EntryKind",
    "GroupMember",
    "GroupNote",
    "GroupPhoto",
    "Incentive",
    "Method",
    "MovementKind",
    "Outlet",
    "OutletKind",
    "Payout",
    "Posting",
    "Product",
    "ProductKind",
    "ProductMaterial",
    "ProductPhoto",
    "ProductionGroup",
    "ProductionRun",
    "RunShare",
    "Sale",
    "SaleLine",
    "SaleSplit",
    "SaleState",
    "SplitRule",
    "Stock",
    "StockMovement",
    "StockPlace",
]
