"""What the tests about the life of people share."""

from django.urls import reverse
from django.utils import timezone

from inmates import services
from inmates.models import Inmate

TODAY = timezone.localdate()


def page(person, name="detail"):
    return reverse(f"inmates:inmate-{name}", args=[person.pk])


def leave(person, by, how="released", **values):
    return services.leave_facility(inmates=[person], how=how, by=by, **{"on": TODAY, **values})


def custody(person):
    return Inmate.objects.values_list("custody", "facility__short_name").get(pk=person.pk)
