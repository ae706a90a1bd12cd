"""The exam of the indicators: no change of a rule may make a kind read worse than promised."""

import pytest

from bench.indicators.measure import measured

PROMISED = {
    "phone": (0.97, 0.95),
    "sender": (0.90, 0.80),
    "link": (0.97, 0.85),
    "email": (0.98, 0.90),
    "handle": (0.98, 0.90),
    "group": (0.98, 0.95),
    "amount": (0.97, 0.90),
    "rib": (1.0, 0.95),
    "iban": (1.0, 0.95),
    "cardnumber": (1.0, 0.95),
    "crypto": (1.0, 0.95),
    "date": (0.95, 0.90),
}


@pytest.mark.parametrize("row", tuple(measured()), ids=lambda row: row.kind)
def test_a_kind_is_read_as_well_as_promised(row):
    precision, recall = PROMISED[row.kind]
    assert row.texts >= 30
    assert row.precision >= precision, row.misses
    assert row.recall >= recall, row.misses
