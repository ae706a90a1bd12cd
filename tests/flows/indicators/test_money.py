"""Sums, accounts and cards: each in one form, the check digits decide."""

import pytest

from flows.indicators.find import find
from flows.indicators.money.accounts import is_rib


def found(text, kind):
    return [one.value for one in find(text) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("1,5 million de dirhams", ["1500000 MAD"]),
        ("2,5 ألف درهم", ["2500 MAD"]),
        ("3 آلاف درهم", ["3000 MAD"]),
        ("7,2k dh", ["7200 MAD"]),
        ("1,2 M DH", ["1200000 MAD"]),
        ("2 million et demi de dirhams", ["2500000 MAD"]),
        ("2 مليون ونصف درهم", ["2500000 MAD"]),
        ("BTC 0.0637", ["0.0637 BTC"]),
        ("1.234 BTC", ["1.234 BTC"]),
        ("7,250 DT", ["7.250 TND"]),
        ("12.500 DH", ["12500 MAD"]),
        ("1.500.000,00 DH", ["1500000 MAD"]),
        ("MAD 1.200,00", ["1200 MAD"]),
        ("entre 150 et 350 dh", ["150-350 MAD"]),
        ("بين 200 و 400 درهم", ["200-400 MAD"]),
        ("5k-10k dh", ["5000-10000 MAD"]),
        ("5 à 10 mille dh", ["5000-10000 MAD"]),
        ("500 à 2 mille dh", ["500-2000 MAD"]),
        ("250$-500$ par jour", ["250-500 USD"]),
        ("500/250 dh", ["250 MAD"]),
        ("100 درهم إماراتي", ["100 AED"]),
        ("20 ريال سعودي", ["20 SAR"]),
        ("20 مليون", ["20 MILLION"]),
        ("dh 500, us$ 20", ["500 MAD", "20 USD"]),
        ("5 millions de vues, 3 millions d'abonnés, 0 dh", []),
        ("0671029314 dh, usd 001", []),
        ("خذاو ليا ألف درهم", ["1000 MAD"]),
        ("khemsa d alf dh", ["5000 MAD"]),
        ("cinq mille dirhams", ["5000 MAD"]),
        ("un million de centimes", ["1000000 CENTIME"]),
        ("ألفين درهم", ["2000 MAD"]),
        ("بخمسة آلاف درهم", ["5000 MAD"]),
        ("vingt mille dh, deux cent mille dh, عشرين ألف درهم, خمسة عشر ألف درهم", []),
        ("مئة وخمسة آلاف درهم, chi 7aja d alf dh, mille mercis", []),
    ],
)
def test_a_sum(text, sums):
    assert found(text, "amount") == sums


def _rib(account):
    return f"{account}{97 - int(account + '00') % 97:02}"


RIBS = tuple(map(_rib, ("0137800001234567890123", "2257800987654321012345", "3508101234500067890001")))


@pytest.mark.parametrize("rib", RIBS)
def test_an_account_by_its_key(rib):
    fours = " ".join(rib[at : at + 4] for at in range(0, 24, 4))
    bank = f"{rib[:3]} {rib[3:6]} {rib[6:22]} {rib[22:]}"
    for written in (
        rib,
        fours,
        bank,
        bank.replace(" ", "-"),
        f"rib:{rib}",
        f"{rib} 500 dh",
        fours.replace(" ", "\n", 1),
    ):
        assert found(f"virement sur {written}", "rib") == [rib]
    wrong = f"{rib[:-1]}{(int(rib[-1]) + 1) % 10}"
    assert not is_rib(wrong)
    assert found(f"virement sur {wrong}", "rib") == []


def test_digits_that_are_no_account():
    assert found("0" * 24, "rib") == []
    assert found(RIBS[0] + "7", "rib") == []


@pytest.mark.parametrize(
    ("text", "iban"),
    [
        ("IBAN:GB82 WEST 1234 5698 7654 32 merci", "GB82WEST12345698765432"),
        ("de89370400440532013000", "DE89370400440532013000"),
        ("FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
        ("GB82 WEST 1234 5698 7654 33", None),
        ("XX" + "82 WEST 1234 5698 7654 32", None),
        ("MA00 0000 0000 0000", None),
    ],
)
def test_an_international_account(text, iban):
    assert found(text, "iban") == ([iban] if iban else [])


def test_a_checksum_without_a_country_is_no_account():
    body = "1234567890123456"
    digits = f"{body}3333" + "00"
    text = f"XX{98 - int(digits) % 97:02}{body}"
    assert found(text, "iban") == []


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("carte 4242 4242 4242 4242", "************4242"),
        ("378282246310005", "***********0005"),
        ("5105-1051-0510-5100", "************5100"),
        ("4242 4242 4242 4241", None),
        ("4444444444444444", None),
        ("IMEI 490154203237518", None),
        ("2122121212121213", None),
    ],
)
def test_a_card_is_masked_wherever_it_is_told(text, card):
    cards = [one for one in find(text) if one.kind == "cardnumber"]
    assert [(one.value, one.text) for one in cards] == ([(card, card)] if card else [])


def test_millions_of_people_are_no_sum():
    assert found("3 millions de personnes ont perdu 300 dh", "amount") == ["300 MAD"]
