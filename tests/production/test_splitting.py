"""Sharing money, to the rupiah, whatever the amounts."""

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from production.splitting import Shares, allocate, combine, split
from production.words import amount_in_words


@dataclass(frozen=True)
class Rule:
    premi: int
    capital: int
    pnbp: int


@st.composite
def rules(draw):
    premi = draw(st.integers(0, 100))
    pnbp = draw(st.integers(0, 100 - premi))
    return Rule(premi, 100 - premi - pnbp, pnbp)


amounts = st.integers(0, 10**12)
weights = st.dictionaries(
    st.integers(1, 30), st.fractions(min_value=0, max_value=1000, max_denominator=100), max_size=12
)


@pytest.mark.parametrize(
    ("net", "rule", "shares"),
    [
        (100, Rule(50, 35, 15), Shares(50, 35, 15)),
        (100, Rule(35, 15, 50), Shares(35, 15, 50)),
        (1001, Rule(50, 35, 15), Shares(500, 351, 150)),
        (1, Rule(15, 60, 25), Shares(0, 1, 0)),
        (0, Rule(50, 35, 15), Shares(0, 0, 0)),
    ],
)
def test_rounding_goes_to_the_capital(net, rule, shares):
    assert split(net, rule) == shares


@given(amounts, rules())
def test_shares_are_the_net(net, rule):
    shares = split(net, rule)
    assert shares.premi + shares.capital + shares.pnbp == net
    assert 0 <= shares.capital * 100 - net * rule.capital < 200
    assert min(shares.premi, shares.capital, shares.pnbp) >= 0


@given(amounts, weights)
def test_members_and_rest_are_the_premi(premi, parts):
    shared, rest = allocate(premi, parts)
    assert sum(shared.values()) + rest == premi
    assert all((shared[key] == 0) for key, weight in parts.items() if not weight)
    total = sum(parts.values())
    # Nobody gets more than their part, nor a rupiah less than it.
    assert all(0 <= premi * weight / total - shared[key] < 1 for key, weight in parts.items() if total)
    assert rest < max(1, len(parts)) if total else rest == premi


@given(st.lists(st.tuples(st.integers(1, 10**9), weights), min_size=1, max_size=5))
def test_lines_count_as_their_amounts(lines):
    together = combine(lines)
    counted = sum(amount for amount, parts in lines if sum(parts.values()))
    assert sum(together.values(), Fraction()) == counted


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="100"):
        split(10, Rule(50, 35, 16))
    with pytest.raises(ValueError, match="nothing"):
        split(-1, Rule(50, 35, 15))
    with pytest.raises(ValueError, match="negative"):
        allocate(10, {1: Fraction(-1)})


def test_amounts_are_written_as_indonesians_say_them():
    assert amount_in_words(1_270_000, "id") == "satu juta dua ratus tujuh puluh ribu rupiah"
    assert amount_in_words(11_111, "id") == "sebelas ribu seratus sebelas rupiah"
    assert amount_in_words(75_500, "en") == "seventy-five thousand, five hundred rupiah"
