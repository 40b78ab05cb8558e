"""Numbers and money in the language of the page."""

import pytest
from django.template import Context, Template
from django.utils import translation

FIGURES = "{{ weight|floatformat:1 }} {{ share|percent }} {{ people }} {{ money|rupiah }}"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("id", "13,4 79,9 % 2.000 Rp1.270.000"), ("en", "13.4 79.9 % 2,000 Rp1.270.000")],
)
def test_each_language_has_its_separators_and_money_one_form(language, shown):
    values = {"weight": 13.4, "share": 0.7995, "people": 2000, "money": 1_270_000}
    with translation.override(language):
        assert Template(FIGURES).render(Context(values)) == shown


def test_money_without_an_amount_is_a_dash():
    assert Template("{{ money|rupiah }}").render(Context({"money": None})) == "—"
