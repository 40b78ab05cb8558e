"""What happens to people, for apps above that must react. Sent inside the transaction that does it."""

from django.dispatch import Signal

# People left a facility for good: `inmates`, `facility` (the one they left), `how` (released, transferred,
# died), `on`, `to_facility` (another one of Berdaya, or None), `by`.
people_left = Signal()
# A transfer to another facility of Berdaya was undone: `inmate`, `facility` (where they are again), `by`.
transfer_undone = Signal()
