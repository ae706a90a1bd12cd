"""A quick look before a search is true for each text in which the search finds something."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.indicators.find import _SCANS, find
from flows.indicators.marks import SEAM, flat
from flows.indicators.web.addresses import PLATFORM_OF
from tests.brief import BRIEF

DOTS = (".", " . ", "[.]", "(.)", "[ . ]", "(dot)", " dot ", "[dot]", "(point)", "[نقطة]", "。", ".\n")
AT = ("@", " @", " @ ", "(at)", "[at]", " arobase ", " at ")
SLASHES = ("://", " ://", ": //", "[:]//", "[://]", ":\\\\")
PIECES = st.sampled_from(
    (
        *("fraude", "top", "com", "gmail", "karim_99", "http", "hxxp", "www", "wa.me", "0612345678", "500"),
        *("dh", "5 k dh", "2 mio dh", "3 M dh", "ألف درهم", "الف", "mille", "درهم", "12/03/2026", "3 mars"),
        *("insta", "ig", "انستا", "تويتر", "sms de", "رسالة من", "MA64", "1234", "4111 1111 1111 1111"),
        *(*DOTS, *AT, *SLASHES, ":", " : ", "=", "/", " ", "\n", SEAM, "?x=1", ", ", "؛", "قال: "),
    )
)


def looks(text: str) -> list[str]:
    """The searches that find something although the look before them does not say so."""
    work = flat(text)
    return [scan.__name__ for worthwhile, scan in _SCANS if not worthwhile(work) and [*scan(work)]]


@pytest.mark.parametrize(("name", "sign"), [*product(PLATFORM_OF, (" ", ":", " :", ": ", " : ", " = "))])
def test_an_account_is_found_beside_each_name_of_its_platform(name: str, sign: str) -> None:
    for text in (f"{name}{sign}ali_77", f"Mon cousin. {name.upper()}{sign}ali_77 m'a écrit"):
        assert ("handle", "@ali_77") in [(one.kind, one.value) for one in find(text)]
        assert not looks(text)


@pytest.mark.parametrize(("dot", "at", "slashes"), [*product(DOTS, AT, SLASHES)])
def test_no_disguise_hides_from_the_look(dot: str, at: str, slashes: str) -> None:
    for text in (f"karim{at}mail{dot}com", f"http{slashes}fraude{dot}top/a", f"voir fraude{dot}top vite"):
        assert not looks(text)


@given(st.lists(PIECES, min_size=1, max_size=9).map("".join))
@settings(max_examples=300 if BRIEF else 2000)
def test_no_text_hides_from_the_looks(text: str) -> None:
    assert not looks(text)
