"""Phone numbers in every way of writing; no date, hour, sum, reference or account is ever one."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from flows.indicators.find import find

STAMPS = (
    *("%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M:%S", "%d.%m.%Y %H.%M", "%d/%m/%y %H:%M", "%d.%m.%y %H.%M"),
    *(
        "%d.%m.%y à %Hh%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S+01:00",
        "%Y/%m/%d %H:%M",
        "%d/%m/%Y à %Hh%M",
    ),
    *("%d/%m/%Y %H h %M", "%d %m %Y %H %M", "%d %m %Y %H:%M", "%d%m%Y %H:%M", "%d%m%Y%H%M", "%Y%m%d%H%M%S"),
    *("%Y%m%d %H%M%S", "%d-%m-%Y-%H-%M", "%d_%m_%Y_%H_%M", "%d/%m/%Y, %H:%M", "[%d/%m/%Y %H:%M:%S]"),
    *("%d/%m/%Y %H%M", "%H:%M:%S %d-%m-%Y", "%Hh%M le %d.%m.%Y", "%d/%m/%Y\n%H:%M", "%m/%d/%Y %H:%M"),
    *("%d/%m/%y %H %M", "%d-%m-%y %H-%M", "IMG_%Y%m%d_%H%M%S", "%d/%m/%Y الساعة %H:%M", "%d*%m*%Y %H:%M"),
)
AROUND = ("le %s", "%s", "يوم %s", "%s il a appelé", "Le %s j'ai payé 500 dh", "%s 06", "(%s)")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def phones(text):
    return [one.value for one in find(text) if one.kind == "phone"]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "GSM : 06-71-02-93-14",
            "tél.0671.02.93.14",
            "0 671 029 314",
            "(0671) 02 93 14",
            "00 212 671 02 93 14",
        ),
        *(
            "06*71*02*93*14",
            "06_71_02_93_14",
            "06,71,02,93,14",
            "06|71|02|93|14",
            "o671029314",
            "N°0671029314",
        ),
        *("whatsapp0671029314", "0671029314whatsapp", "رقمي 0671-029314 وا عيط", "0٦٧١٠٢٩٣١٤"),
        *("06 71 02\n93 14", "+212\n671029314", "tel:+212671029314", "t.me/+212671029314"),
        *("whatsapp://send?phone=212671029314", "num 671029314", "رقم 671029314", "+212 06 71 02 93 14"),
        *("06 71 02 93 14 500 dh", "le 05/06/2024 10:15 du 0671029314", "0671029314, merci", "WA-0671029314"),
        *("https://api.whatsapp.com/send?text=ok&phone=%2B212671029314", "06 7\u200b1 02 93 14"),
    ],
)
def test_a_moroccan_number(written):
    assert phones(written) == ["+212671029314"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("whatsapp 33612345678", ["+33612345678"]),
        ("whatsapp 123456789", []),
        ("00971501234567", ["+971501234567"]),
        ("0671029314/0522334455", ["+212671029314", "+212522334455"]),
        ("0671 02 93 14 - 0672 11 22 33", ["+212671029314", "+212672112233"]),
        ("*100*06000000*50", []),
    ],
)
def test_other_numbers(text, numbers):
    assert phones(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        *("réf 0671029314", "commande n° 0671029314", "code 0671029314", "رقم الطلب 0671029314"),
        *(
            "CMD-0671029314",
            "2024-0671029314",
            "RR0671029314",
            "0671029314MA",
            "a1b0671029314",
            "x 0671029314-AB",
        ),
        *("0671029314 dh", "+212 671 029 314 MAD", "0671029314,50", "0506202410:15", "0506202410h15"),
        *("06.05.24 10.15 22", "050 417 1886 0684 5943 8686 42", "8550 9952 0088 8448 3290 0093"),
        *("suivi 00212671029314", "1234 5678 0671029314 1234 5678"),
    ],
)
def test_no_number(text):
    assert phones(text) == []


@pytest.mark.parametrize("number", ["0661234567", "+212661234567", "06 61 23 45 67"])
@pytest.mark.parametrize(
    "line", ["bgha 2000 dh", "veut 2000 DH", "compte CIH", "il vit à MA", "kan f FB", "12345678901", "o"]
)
def test_a_number_on_a_line_of_its_own_belongs_to_no_word_above(line: str, number: str) -> None:
    for text in (f"{line}\n{number}", f"{line}\n{number} Ami", f"{line}\n{number}\nfin"):
        assert "+212661234567" in phones(text), text


def test_no_date_and_hour_is_a_number():
    draw = random.Random(20260512)
    for _ in range(6_000):
        moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=draw.randrange(16_000_000))
        text = draw.choice(AROUND) % moment.strftime(draw.choice(STAMPS))
        text = text.translate(ARABIC) if draw.random() < 0.3 else text
        assert phones(text) == [], text


def _account(draw):
    digits = "".join(draw.choice("0123456789") for _ in range(24))
    fours = " ".join(digits[at : at + 4] for at in range(0, 24, 4))
    bank = f"{digits[:3]} {digits[3:6]} {digits[6:22]} {digits[22:]}"
    return draw.choice((digits, fours, bank, f"MA64 {fours}", bank.replace(" ", "-")))


def _sum(draw):
    number = f"{draw.randrange(1, 10 ** draw.randint(3, 11)):,}"
    written = draw.choice(
        (number, number.replace(",", " "), number.replace(",", "."), number.replace(",", ""))
    )
    return draw.choice(("%s dh", "%s DHS", "%s درهم", "$%s", "%s,00 dh", "%s €")) % written


def _reference(draw):
    digits = "".join(draw.choice("0123456789") for _ in range(draw.randint(8, 12)))
    kinds = ("réf %s", "dossier 0%s", "colis RR%sMA", "REF-%s", "CMD%s", "facture n°0%s", "ticket #0%s")
    return draw.choice(kinds) % digits


@pytest.mark.parametrize("make", [_account, _sum, _reference])
def test_no_account_sum_or_reference_is_a_number(make):
    draw = random.Random(7)
    for _ in range(2_000):
        text = make(draw)
        assert phones(text) == [], text
