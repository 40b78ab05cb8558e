"""What the tests about the choices of an import share."""

from django.contrib.messages import get_messages
from django.urls import reverse

from inmates.models import Inmate


def says(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def choose(client, sdp_import, group, go="save", **fields):
    return client.post(sdp_import.get_absolute_url(), {"group": group, "go": go, **fields})


def move(client, sdp_import, name="confirm", **fields):
    return client.post(reverse("inmates:import-move", args=[sdp_import.pk, name]), fields)


def names():
    return sorted(Inmate.objects.filter(custody="held").values_list("full_name", flat=True))
