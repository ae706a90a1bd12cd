"""Numbers, links, addresses, handles and sums found in real-looking messages."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.core.conversation import Answer, Conversation
from flows.indicators.find import card, email, find, find_in_all, phone
from flows.report.found import found as named


def found(text, kind):
    return [indicator.value for indicator in find(text) if indicator.kind == kind]


@pytest.mark.parametrize(
    "written",
    [
        *[
            "0612345678",
            "06 12 34 56 78",
            "06.12.34.56.78",
            "06-12-34-56-78",
            "+212612345678",
            "+212 6 12 34 56 78",
        ],
        *[
            "00212612345678",
            "00212 612-345678",
            "212612345678",
            "٠٦١٢٣٤٥٦٧٨",
            "+٢١٢ ٦١٢ ٣٤٥ ٦٧٨",
            "۰۶۱۲۳۴۵۶۷۸",
        ],
        *["\u202a+212 612\u2011345678\u202c", "(+212) 612345678", "+212 (0) 612345678", "+2120612345678"],
        *["0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "رقمه0612345678", "06/12/34/56/78", "０６１２３４５６７８"],
    ],
)
def test_one_moroccan_number_however_written(written):
    assert found(f"appelez {written} vite", "phone") == ["+212612345678"]
    assert phone(written) == "+212612345678"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0537123456 / 0522000000", ["+212537123456", "+212522000000"]),
        ("07 12 34 56 78 05 22 00 00 00", ["+212712345678", "+212522000000"]),
        ("+33 6 12 34 56 78", ["+33612345678"]),
        ("+33 6 12 34 56 78 06 98 76 54 32", ["+33612345678", "+212698765432"]),
        ("+33612345678 +447911123456", ["+33612345678", "+447911123456"]),
        ("+1 (415) 555-2671", ["+14155552671"]),
        ("+44 20 7946 0958 7", ["+442079460958"]),
        ("+999123456789", []),
        ("+44 7700 900123", ["+447700900123"]),
        ("de +44 7700 900123, 0612345678", ["+447700900123", "+212612345678"]),
        ("+44 7700 900123 06 98 76 54 32", ["+447700900123", "+212698765432"]),
        ("+1 555 010 0123 hier", ["+15550100123"]),
        ("0044 7700 900123", []),
        ("+250 000 000 dh, +100 000 000, +20 000 000", []),
        ("+33 1 1 1 1 1 1 1", []),
        ("+0012345678 000000000000", []),
        ("code 1234567890123 du 36 37, le 12/05/2024", []),
        ("suivi RR0612345678MA", []),
        ("sender 2525", []),
        ("https://x.top/0612345678", []),
        ("wa.me/212612345678", ["+212612345678"]),
        ("https://wa.me/+212612345678?text=hi", ["+212612345678"]),
        ("https://api.whatsapp.com/send?phone=33612345678", ["+33612345678"]),
        ("wa.me/message/ABC wa.me/0612345678", []),
        ("0612345678 ... 06 12 34 56 78", ["+212612345678"]),
    ],
)
def test_phones(text, numbers):
    assert found(text, "phone") == numbers


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("cliquez https://Barid-MA.top/Pay?x=1.", ["barid-ma.top/Pay?x=1"]),
        ("http://www.cih-bank.xyz/", ["cih-bank.xyz"]),
        ("WWW.GAIN.COM vite", ["gain.com"]),
        ("amazon-job.top, bit.ly/3xY!", ["amazon-job.top", "bit.ly/3xY"]),
        ("t.me/jobs_hr (voir wa.me/212612345678)", ["t.me/jobs_hr", "wa.me/212612345678"]),
        ("hxxps://evil[.]com/a(b) et hxxp[:]//bad(.)xyz", ["evil.com/a(b)", "bad.xyz"]),
        ("اضغط على الرابطhttps://x.top/abهنا", ["x.top/ab"]),
        ("http://موقع.com/a", ["xn--4gbrim.com/a"]),
        ("http://192.168.1.1:8080/x", ["192.168.1.1:8080/x"]),
        ("[https://a.top/b]", ["a.top/b"]),
        ("(https://a.top/b).", ["a.top/b"]),
        ("barid.ma:8080/x e-blagh.ma", ["barid.ma:8080/x", "e-blagh.ma"]),
        ("reçu.Merci argent.me reçu.de la.part 12.50 v1.2.3", []),
        ("http:// www. . ..com x.comme", []),
        ("http://,,, https://", []),
        ("a@b.com", []),
        ("https://a.top https://A.top/", ["a.top"]),
    ],
)
def test_links(text, links):
    assert found(text, "link") == links


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("écrire à Ali.Ben+x@Gmail.com.", "email", ["ali.ben+x@gmail.com"]),
        ("راسلونيjob@amazon-hr.top الآن", "email", ["job@amazon-hr.top"]),
        ("https://x.top/?m=a@b.co", "email", []),
        ("son compte @Ahmed.Ben_7, @ab et @x", "handle", ["@ahmed.ben_7"]),
        ("a@b.co", "handle", []),
        ("@job_hr @JOB_HR.", "handle", ["@job_hr"]),
    ],
)
def test_addresses_and_handles(text, kind, values):
    assert found(text, kind) == values


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("500 dh", ["500 MAD"]),
        ("500DH et 500 dirhams", ["500 MAD"]),
        ("250–500 dollars a day", ["250-500 USD"]),
        ("de 250 à 500 dh", ["250-500 MAD"]),
        ("٥٠٠ درهم", ["500 MAD"]),
        ("1.200,50 MAD", ["1200.50 MAD"]),
        ("1,200.50 MAD", ["1200.50 MAD"]),
        ("2 500 dhs", ["2500 MAD"]),
        ("25,00 DH", ["25 MAD"]),
        ("$300", ["300 USD"]),
        ("$250-$500", ["250-500 USD"]),
        ("usd 300", ["300 USD"]),
        ("50 €", ["50 EUR"]),
        ("10k dh et 2 mille dh", ["10000 MAD", "2000 MAD"]),
        ("3 millions de dirhams", ["3000000 MAD"]),
        ("20 مليون", ["20 MILLION"]),
        ("من 300 إلى 500 دولار", ["300-500 USD"]),
        ("1000 ريال 20 usdt", ["1000 RIAL", "20 USDT"]),
        ("5 dhſ 5 mİllions", ["5 MAD", "5 MILLION"]),
        ("le 12 mai, 36 37, 5 dhabi, 500", []),
    ],
)
def test_amounts(text, sums):
    assert found(text, "amount") == sums


def test_a_scam_message_in_its_order():
    text = "Amazon recruiting: 250-500 dollars a day. Contact @hr_amazon, +212 612 34 56 78 ou https://amazon-job.top"
    assert [(i.kind, i.text) for i in find(text)] == [
        ("amount", "250-500 dollars"),
        ("handle", "@hr_amazon"),
        ("phone", "+212 612 34 56 78"),
        ("link", "https://amazon-job.top"),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[
            ("AB123456", "AB123456"),
            ("ab 123456", "AB123456"),
            ("k-12345", "K12345"),
            ("ＢＥ１２３４５６", "BE123456"),
        ],
        *[
            ("CIN: BE 123456", "BE123456"),
            ("Salma, 0612345678, k123456", "K123456"),
            ("رقم البطاقة AB١٢٣٤٥٦", "AB123456"),
        ],
        *[("de 50000 dh", None), ("ABC123456", None), ("A1234567", None), ("0612345678", None), ("", None)],
    ],
)
def test_identity_cards(text, number):
    assert card(text) == number


def test_single_values():
    assert email("mon mail: Salma@Example.ma merci") == "salma@example.ma"
    assert email("salma") is None
    assert phone("c'est le +33 6 12 34 56 78") == "+33612345678"
    assert phone("12") is None


def test_the_reporters_own_contact_is_no_indicator():
    told = Answer("story", "+212671029314 m'écrit, répondez-moi au 0612345678 le 12/05/2026")
    said = named(Conversation("web:1", flow="report", answers=(told, Answer("contact", "+212612345678"))))
    assert [one.value for one in said] == ["+212671029314", "2026-05-12"]


PIECES = "a.|www.|http://|hxxp[:]//|[.]|@|@a|+212 |06 |0|1 |1,|$|dh|mille |((|)]|/|?|.com|.me/|\u200f|٠|é|ب| "
pieces = st.sampled_from(PIECES.split("|"))
soup = st.one_of(st.text(max_size=300), st.lists(pieces, max_size=80).map("".join))


@given(soup)
def test_what_is_found_stands_in_the_text_once(text):
    indicators = find(text)
    assert all(indicator.text in text and indicator.value for indicator in indicators)
    assert len({(i.kind, i.value) for i in indicators}) == len(indicators)
    for single in (card, email, phone):
        single(text)


HOSTILE = (
    *("a.", "a@", "aaaa", "www.", "http://", "[.]", "+1 ", "212 ", "0 6 ", "1 234 ", "1,234", "$1 ", "mad "),
    *("@aaa", "+44 20 7946 0958 ", "00", "a-", "(", "1234567\n", "+49 301 23456 ", "ا.", "٠ ", "0x0", "T1"),
    *("bc1q", "MA64 ", "ma64a", " dot ", "a\n", "https://a.b/c?\n", "insta: a ", "sms de A ", "12/05/2026 "),
    *("12 mai ", "5 mille ", "4111 ", "06\n", "réf ", "\u2060", "х.com ", "1 1-1.1/", "0612345678 ", "1 à "),
    *("tel: ", "0x52908400098527886E0F7030069857D2E4169Eb7 ", "TLa2f6VPqDgRE67v1736s7bJ8Ray5wYjU7 "),
)


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("end", ["", "http://a/" + ")" * 2000, "(]" * 1000])
def test_the_longest_hostile_text_comes_to_an_end(piece, end):
    text = (piece * 4096)[: 4096 - len(end)] + end
    assert len(find(text)) <= 250


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_story_takes_no_longer_than_its_length(piece):
    began = time.process_time()
    find((piece * 20_000)[:20_000])
    assert time.process_time() - began < 1


def test_a_number_that_is_spelled_twice_in_several_texts_is_one_as_first_written() -> None:
    found = find_in_all(("appelez le 0612345678", "c'est le +212 6 12 34 56 78", "ou le 0661234567"))
    assert [(one.value, one.text) for one in found] == [
        ("+212612345678", "0612345678"),
        ("+212661234567", "0661234567"),
    ]
