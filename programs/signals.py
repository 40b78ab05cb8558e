"""What happens to classes, for apps above that must react."""

from django.dispatch import Signal

# Sessions of a programme were added, moved, cancelled or removed. Sent with `program`.
sessions_changed = Signal()
