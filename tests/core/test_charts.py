"""Charts: the same numbers in the drawing and in the table, in any theme, on any paper, without colour."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from core.charts import Series, bar_chart, line_chart, month_labels, row_chart
from core.pdf import render_pdf

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)]


def drawn(chart):
    return ElementTree.fromstring(chart.svg)


def found(chart, tag, cls):
    return [node for node in drawn(chart).iter(f"{SVG}{tag}") if cls in node.get("class", "").split()]


def three(kind=bar_chart, **options):
    series = [Series("Began", [2, 0, 4]), Series("Passed", [1, None, 3]), Series("Left", [0, 1, 0])]
    return kind("people", "People per month", ["a", "b", "c"], series, **options)


class TestDrawing:
    def test_heights_are_in_the_proportion_of_the_numbers(self):
        chart = bar_chart("x", "X", ["a", "b", "c"], [Series("n", [2, 0, 4])])
        heights = [float(bar.get("height")) for bar in found(chart, "rect", "chart-bar")]
        assert heights == [pytest.approx(heights[1] / 2, abs=0.2), heights[1]]

    def test_what_is_not_known_is_no_zero(self):
        chart = line_chart("x", "X", list("abcd"), [Series("n", [1, None, 0, 2])])
        assert len(found(chart, "polyline", "chart-line")) == 2
        assert len(found(chart, "circle", "chart-mark")) == 3
        assert [cells for _label, cells in chart.rows] == [["1"], ["–"], ["0"], ["2"]]

    def test_a_rate_is_never_rounded_up(self):
        with translation.override("id"):
            chart = line_chart("x", "X", ["a"], [Series("n", [79.96])], unit="%", most=100)
            assert chart.rows == [("a", ["79,9 %"])]

    def test_numbers_of_the_drawing_never_have_a_comma(self):
        with translation.override("id"):
            chart = row_chart("x", "X", ["a", "b"], [Series("n", [1270.5, 3])])
            for bar in found(chart, "rect", "chart-bar"):
                assert "," not in bar.get("width")
            assert chart.rows[0] == ("a", ["1.270,5"])

    @pytest.mark.parametrize("kind", [bar_chart, line_chart, row_chart])
    @pytest.mark.parametrize("values", [[], [0], [None], [0.2], [10**9]])
    def test_every_size_can_be_drawn(self, kind, values):
        chart = kind("x", "X", ["a"] * len(values), [Series("n", values)])
        assert drawn(chart).get("role") == "img"

    def test_series_and_labels_must_fit(self):
        with pytest.raises(ValueError, match="A chart takes"):
            bar_chart("x", "X", ["a"], [Series("n", [1, 2])])
        with pytest.raises(ValueError, match="A chart takes"):
            bar_chart("x", "X", ["a"], [])


class TestReadable:
    def test_series_differ_without_colour(self):
        bars = {bar.get("fill") for bar in found(three(), "rect", "chart-bar")}
        assert len(bars) == 3
        assert sum(fill.startswith("url(#chart-people-") for fill in bars) == 2
        lines = found(three(line_chart), "polyline", "chart-line")
        assert len({line.get("stroke-dasharray") for line in lines}) == 3

    def test_hatchings_are_found_in_the_same_drawing(self):
        named = set(re.findall(r"url\(#([^)]+)\)", three().svg))
        assert len(named) == 2
        assert named <= {node.get("id") for node in drawn(three()).iter()}

    def test_it_is_told_in_words(self):
        with translation.override("en"):
            svg = drawn(three())
        told = [svg.find(f".//*[@id='{name}']").text for name in svg.get("aria-labelledby").split()]
        assert told == ["People per month", "Began: highest 4 (c), lowest 0 (b)."]

    def test_our_policy_allows_it(self):
        page = render_to_string("components/chart.html", {"chart": three()})
        for refused in ("style=", "<style", "<script", " on", "href"):
            assert refused not in re.sub(r">[^<]*<", "><", page)

    def test_what_somebody_typed_is_text(self):
        chart = row_chart("x", "<b>X", ["<script>"], [Series("<i>", [1])])
        page = render_to_string("components/chart.html", {"chart": chart})
        for tag in ("<script>", "<b>", "<i>"):
            assert tag not in page

    def test_nothing_yet_says_so_instead_of_an_empty_axis(self):
        chart = bar_chart("x", "X", ["a"], [Series("n", [0])])
        assert "<svg" not in render_to_string("components/chart.html", {"chart": chart})

    def test_years_stand_under_their_first_month(self):
        with translation.override("en"):
            labels = month_labels(MONTHS)
        assert labels["short"] == ["Nov\n2025", "Dec", "Jan\n2026"]
        assert labels["labels"] == ["November 2025", "December 2025", "January 2026"]


def test_the_same_drawing_stands_on_paper(tmp_path, settings):
    (tmp_path / "paper.html").write_text(
        '{% extends "pdf/base.html" %}{% block content %}{% include "components/chart.html" %}{% endblock %}'
    )
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]},
    ]
    from io import BytesIO

    from pypdf import PdfReader

    page = PdfReader(BytesIO(render_pdf("paper.html", {"chart": three()}, title="x"))).pages[0]
    text = page.extract_text()
    for words in ("People per month", "Passed"):
        assert words in text
    assert "/Pattern" in page["/Resources"]
