"""What comes of people: who is expected back from leave, and whose sentence ends during a class."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import Coming, ComingItem
from inmates.choices import Custody
from inmates.models import Inmate


def returns(user, first, last):
    rows = Inmate.objects.for_user(user).filter(custody=Custody.ON_LEAVE).with_return_day()
    return rows.filter(back_on__range=(first, last)).order_by("back_on", "pk")


def return_item(person) -> ComingItem:
    text = _("Expected back from leave.")
    return ComingItem(person.back_on, str(person), text, person.get_absolute_url(), person=person.pk)


def endings(user, first, last):
    rows = Inmate.objects.for_user(user).held().filter(sentence_end__range=(first, last))
    return rows.in_training().order_by("sentence_end", "pk")


def ending_item(person) -> ComingItem:
    text = _("The sentence ends, while in a class.")
    return ComingItem(person.sentence_end, str(person), text, person.get_absolute_url(), person=person.pk)


KINDS = (
    Coming(gettext_lazy("Back from leave"), "users", "inmates.enter", returns, return_item),
    Coming(gettext_lazy("Release"), "users", "inmates.view", endings, ending_item),
)
