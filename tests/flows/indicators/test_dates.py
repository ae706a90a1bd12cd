"""Days as people write them in Morocco, and what is none."""

import pytest

from flows.indicators.find import find, find_all


def days(text):
    return [one.value for one in find_all(text) if one.kind == "date"]


@pytest.mark.parametrize(
    "written",
    [
        *("13/05/26 à 10h", "2026-05-13T10:15:00Z", "13 mai 2026", "13 ماي 2026", "13-05-2026", "13.05.26"),
        *("May 13, 2026", "١٣ ماي ٢٠٢٦", "13mai2026", "نهار 13 ماي سنة 2026", "13 من ماي 2026", "13_05_2026"),
        *("13 / 05 / 2026", "13 05 2026 10 15", "13 مايو 2026", "2026/05/13", "mercredi 13 may 2026"),
    ],
)
def test_a_day(written):
    assert days(written) == ["2026-05-13"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("le 1er août 2025", "2025-08-01"),
        ("3 غشت 2025", "2025-08-03"),
        ("3 يوليوز 2025", "2025-07-03"),
        ("12 نونبر 2025", "2025-11-12"),
        ("2 دجنبر 2025", "2025-12-02"),
        ("12 ghocht 2025", "2025-08-12"),
    ],
)
def test_moroccan_months(text, iso):
    assert days(text) == [iso]


@pytest.mark.parametrize(
    "text",
    [
        *("30/02/2026", "45/15/2026", "06.12.34.56.78", "06-12-20-24-56", "192.168.1.10", "12/27", "12 mai"),
        *("v1.2.2026", "née le 14 mai 1992", "من مواليد 14 ماي 1992"),
    ],
)
def test_no_day(text):
    assert days(text) == []


def test_a_day_leads_to_nobody():
    assert find("le 12/05/2026") == ()
    assert len(find_all("du 12/05/2026 au 15/05/2026")) == 2


@pytest.mark.parametrize(
    "text",
    ["date : 05 06 24 10 15", "daté du 05 06 24 10 15", "بتاريخ 05 06 24 10 15", "nhar 05 06 24 10 15"],
)
def test_a_day_and_a_time_in_pairs_are_no_number_beside_a_word_for_a_date(text):
    assert [one for one in find_all(text) if one.kind == "phone"] == []


@pytest.mark.parametrize(
    "text", ["05 06 24 10 15", "appelez le 05 06 24 10 15", "du 05 06 24 10 15", "رقمه 05 06 24 10 15"]
)
def test_the_same_pairs_alone_are_a_number(text):
    assert [one.value for one in find_all(text)] == ["+212506241015"]
