"""What apps above this one may have to follow."""

from django.dispatch import Signal

# Somebody's web sessions were ended from the settings: `user`, `by`.
sessions_ended = Signal()
