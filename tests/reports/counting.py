"""Compares every figure with the list that it opens."""

import re
from html import unescape

from django.utils import timezone

from core.figures import Unit, all_figures


def differences(client, facility, *periods) -> dict:
    """Return the figures whose list tells something else, in each period that they can be told for."""
    wrong = {}
    for figure in all_figures():
        for first, last in periods:
            if not figure.compared and last != timezone.localdate():
                continue
            shown = figure.say(figure.value(facility, first, last))
            count, sums = told_by_list(client, figure.list_url(facility, first, last))
            if (shown != count) if figure.unit == Unit.COUNT else (shown not in sums):
                wrong[figure.key, first] = (shown, count, sums)
    return wrong


def told_by_list(client, url) -> tuple[str, str]:
    """Return the count above a list, and what its rows come to together where it says so."""
    response = client.get(url)
    assert response.status_code == 200, url
    text = response.content.decode()
    count = re.search(r"<p data-count>\s*([\d.,]+) ", text)
    sums = re.search(r'<p class="list-sums">(.*?)</p>', text)
    return count[1], unescape(sums[1]) if sums else ""
