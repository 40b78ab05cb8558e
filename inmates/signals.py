"""What happens to people, for apps above that must react. Sent inside the transaction that does it."""

from django.dispatch import Signal

# People left a facility for good: `inmates`, `facility` (the one they left), `how` (released, transferred,
# died), `on`, `to_facility` (another one of Berdaya, or None), `by`.
people_left = Signal()
# A transfer to another facility of Berdaya was undone: `inmate`, `facility` (where they are again), `by`.
transfer_undone = Signal()
# Something else happened to people that may matter for what they take part in: `inmates`, `facility`, `kind`
# (leave, back, admitted, merged, unmerged, disciplined, risk, limited), `on`, `cause` (the row that says so),
# `by`. With "merged" the cause is the event of the second entry, which is `inmates[0]`; the kept one is its
# `merged_into`.
circumstances_changed = Signal()
# A consent was given or withdrawn: `inmate`, `purpose` (see ConsentPurpose), `is_given`, `by`.
consent_changed = Signal()
