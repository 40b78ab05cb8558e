"""What the tests about the pages of the assessment share."""

from django.urls import reverse
from django.utils import timezone

from skills.models import SkillField

MISSING = reverse("inmates:assessment-missing")
PAPER = reverse("inmates:assessment-paper")
# R 8, C 6, E 4, the others 0; and what is typed for it: 1 likes it, 2 so-so, 3 does not like it.
RCE = "200012" + "200011" + "200012" + "200011"
TYPED = RCE.translate(str.maketrans("210", "123"))


def page(name, row):
    return reverse(f"inmates:assessment-{name}", args=[row.pk])


def field(code):
    return SkillField.objects.get(code=code)


def choices(**changed):
    return {
        "assessed_on": timezone.localdate().strftime("%d/%m/%Y"),
        "first_choice": field("menjahit").pk,
        "second_choice": field("otomotif").pk,
        "third_choice": "",
        "experience": "Pernah di bengkel ayah.",
        "goal": "business",
        "literacy": "little",
        "language": "Manggarai",
    } | changed


def typed(digits=TYPED, **more):
    return {f"s{number}": digit for number, digit in enumerate(digits, start=1)} | {"revision": "0"} | more
