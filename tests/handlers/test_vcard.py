"""Contact cards: several numbers, several cards, old encodings, and rubbish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.core.events import Contact
from handlers.vcard import contacts

ARABIC = "=D8=B3=D9=84=D9=85=D9=89"


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


@pytest.mark.parametrize(
    ("lines", "name", "numbers"),
    [
        (("FN:Omar", "TEL:+212 611"), "Omar", "+212 611"),
        (("FN:Omar", "TEL;type=CELL;waid=212611:+212 611", "item2.TEL:0522"), "Omar", "+212 611, 0522"),
        (("FN:Omar", "TEL:1", "TEL:1"), "Omar", "1"),
        (("TEL;VALUE=uri:tel:+212611",), "", "+212611"),
        (("N:Alami;Omar;;Dr;", "TEL:1"), "Dr Omar Alami", "1"),
        (("N:Al\\;ami;Omar", "TEL:1"), "Omar Al;ami", "1"),
        (("FN:Omar\\, frère\\nde Ali", "TEL:1"), "Omar, frère de Ali", "1"),
        (("FN:Omar", "TEL:+212", "  611"), "Omar", "+212 611"),
        ((f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{ARABIC}", "TEL:1"), "سلمى", "1"),
        (("FN;ENCODING=QUOTED-PRINTABLE:=D8=B3=D9=84=", "=D9=85=D9=89", "TEL:1"), "سلمى", "1"),
        (("FN;ENCODING=QUOTED-PRINTABLE:=4F=", " mar=0D=0AAlami", "TEL:1"), "O mar Alami", "1"),
        (("PHOTO;ENCODING=b:AAAA=", "TEL:1", " 2"), "", "12"),
        (("N;QUOTED-PRINTABLE:;=4Fmar", "TEL:1"), "Omar", "1"),
        (("FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Fr=E9d=E9ric", "TEL:1"), "Frédéric", "1"),
        (("FN;CHARSET=X-NONE;ENCODING=QUOTED-PRINTABLE:=4Fmar", "TEL:1"), "Omar", "1"),
        (("FN;ENCODING=QUOTED-PRINTABLE:Omar=",), None, None),
    ],
)
def test_a_name_and_every_number(lines, name, numbers):
    expected = () if numbers is None else (Contact(name, numbers),)
    assert contacts(card(*lines).encode()) == expected


@pytest.mark.parametrize("between", ["", "\n", "\r\n\r\n"])
def test_several_cards_in_one_file(between):
    one, other = (card(f"FN:{name}", "TEL:1").strip() for name in ("Omar", "Ali"))
    assert contacts(f"{one}{between}{other}".encode()) == (Contact("Omar", "1"), Contact("Ali", "1"))


def test_cards_without_a_number_are_left_out():
    both = card("FN:Omar", "TEL:1", "TEL:2") + card("FN:sans numéro") + card("FN:Ali", "TEL:3")
    assert contacts(both.encode()) == (Contact("Omar", "1, 2"), Contact("Ali", "3"))


def test_a_card_without_its_frame():
    assert contacts(b"FN:Omar\nTEL:1") == (Contact("Omar", "1"),)


@given(st.binary(max_size=300) | st.text("FNTEL:;=.\r\n \\A0\xe9", max_size=200).map(str.encode))
def test_rubbish_is_never_an_error(data):
    assert all(each.phone for each in contacts(data))
