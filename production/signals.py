"""What happens to works, for who must react. Sent inside the transaction that does it."""

from django.dispatch import Signal

# Pieces were sold at an outlet: `line` (ConsignmentLine), `change` (ConsignmentChange), `quantity`, `price`
# (of one, in rupiah), `day`, `by`. The pieces have left the stock of the outlet already, so a receiver that
# makes the sale takes nothing from stock. A sale that is voided is given back by `services.unsell`.
consignment_sold = Signal()
