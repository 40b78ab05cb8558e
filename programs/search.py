"""Programmes in the search of the top bar."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.registry import Hit, SearchKind
from programs.models import Program


def _rows(user, text):
    return Program.objects.for_user(user).search(text).order_by("-starts_on", "-pk")


def _hit(program) -> Hit:
    words = [str(program.get_state_display())]
    if program.starts_on:
        words.append(date_format(program.starts_on))
    return Hit(str(program), " · ".join(words), program.get_absolute_url())


KIND = SearchKind(_("Programmes"), "school", 20, "programs.view", _rows, _hit, "programs:program-list")
