"""Addresses of sales and money."""

from django.urls import path

from production.views import figures, ledger, payouts, sales, splits

urlpatterns = [
    path("works/sales/", sales.SaleList.as_view(), name="sale-list"),
    path("works/sales/add/", sales.SaleAdd.as_view(), name="sale-add"),
    path("works/sales/<int:pk>/", sales.SaleDetail.as_view(), name="sale-detail"),
    path("works/sales/<int:pk>/money/", sales.SaleTrace.as_view(), name="sale-trace"),
    path("works/sales/<int:pk>/history/", sales.SaleHistory.as_view(), name="sale-history"),
    path("works/sales/<int:pk>/do/<slug:move>/", sales.SaleMove.as_view(), name="sale-move"),
    path("works/sales/<int:pk>/pay/", sales.SalePay.as_view(), name="sale-pay"),
    path("works/sales/<int:pk>/unsplit/", sales.SaleUnsplit.as_view(), name="sale-unsplit"),
    path("works/sales/<int:pk>/receipt.pdf", sales.SaleReceipt.as_view(), name="sale-receipt"),
    path("works/splits/add/", splits.SplitAdd.as_view(), name="split-add"),
    path("works/splits/rules/", splits.RuleList.as_view(), name="rule-list"),
    path("works/splits/rules/add/", splits.RuleAdd.as_view(), name="rule-add"),
    path("works/splits/rules/<int:pk>/remove/", splits.RuleRemove.as_view(), name="rule-remove"),
    path("works/ledger/", ledger.Ledger.as_view(), name="ledger"),
    path("works/ledger/<int:pk>/", ledger.EntryDetail.as_view(), name="entry-detail"),
    path("works/ledger/accounts/<int:pk>/", ledger.AccountDetail.as_view(), name="account-detail"),
    path("works/ledger/members/", ledger.MemberList.as_view(), name="member-list"),
    path("inmates/<int:parent_pk>/earnings/", ledger.InmateEarnings.as_view(), name="inmate-earnings"),
    path("works/payouts/", payouts.PayoutList.as_view(), name="payout-list"),
    path("works/payouts/add/<int:pk>/", payouts.PayoutAdd.as_view(), name="payout-add"),
    path("works/payouts/<int:pk>/", payouts.PayoutDetail.as_view(), name="payout-detail"),
    path("works/payouts/<int:pk>/history/", payouts.PayoutHistory.as_view(), name="payout-history"),
    path("works/payouts/<int:pk>/receipt.pdf", payouts.PayoutReceipt.as_view(), name="payout-receipt"),
    path("works/payouts/<int:pk>/undo/", payouts.PayoutUndo.as_view(), name="payout-undo"),
    path("works/deposits/<int:pk>/undo/", payouts.DepositUndo.as_view(), name="deposit-undo"),
    path("works/deposits/", payouts.DepositList.as_view(), name="deposit-list"),
    path("works/deposits/add/", payouts.DepositAdd.as_view(), name="deposit-add"),
    path("works/deposits/<int:pk>/", payouts.DepositDetail.as_view(), name="deposit-detail"),
    path("works/deposits/<int:pk>/history/", payouts.DepositHistory.as_view(), name="deposit-history"),
    path("works/deposits/proofs/<int:pk>/", payouts.DepositProofFile.as_view(), name="deposit-proof"),
    path("works/figures/", figures.Figures.as_view(), name="figures"),
]
