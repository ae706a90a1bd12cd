"""Patterns that are chosen by a word's first letter find what `re` finds with all of them."""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.first_letters import WordPatterns, alternatives
from flows.money import words
from tests.brief import BRIEF

LISTS = {"sure": words.SURE, "with money": words.WITH_MONEY}
BETWEEN = st.sampled_from(("", "khouya", "hier", "500 dh", "3la", "البارح", "لا", "ma", "j ai", "ليا"))


@cache
def plain(name: str) -> re.Pattern[str]:
    """All patterns of a list as one."""
    return re.compile(rf"(?<!\w)(?:{LISTS[name]})(?!\w)")


@cache
def by_letter(name: str) -> WordPatterns:
    return WordPatterns(LISTS[name])


_WIDTHLESS = re.compile(r"\(\?<?[!=](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")


@st.composite
def written(draw: st.DrawFn, name: str) -> str:
    """Words with one of the patterns among them."""
    pattern = draw(st.sampled_from(alternatives(LISTS[name])))
    said = draw(
        st.from_regex(
            re.sub(r"\(\?<?[!=](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", "", pattern), fullmatch=True
        )
    )
    return " ".join(" ".join((draw(BETWEEN), said, draw(BETWEEN))).split())


@pytest.mark.parametrize("name", LISTS)
@given(data=st.data())
@settings(max_examples=30 if BRIEF else 300)
def test_the_same_is_found(name: str, data: st.DataObject) -> None:
    text = data.draw(written(name))
    expected = [found.span() for found in plain(name).finditer(text)]
    assert [found.span() for found in by_letter(name).finditer(text)] == expected
    first = by_letter(name).search(text)
    assert (first and first.span()) == (expected[0] if expected else None)


def test_alternatives_are_cut_outside_groups_and_classes() -> None:
    assert alternatives(r"a(?:b|c)|[|)]d|\|e|(f|(g|h))") == [r"a(?:b|c)", "[|)]d", r"\|e", "(f|(g|h))"]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("(?<!no )paid|sent", "no paid sent", ["sent"]),
        ("a?b", "b ab", ["b", "ab"]),
        (r"\d+ dh|[xy]z", "12 dh yz az", ["12 dh", "yz"]),
        ("(one|two) three", "one three", ["one three"]),
        ("[a-c]d|xy", "bd xy ed", ["bd", "xy"]),
        ("x?|yes", "yes x", ["yes", "x"]),
        ("(?:one|two) three", "one three two three", ["one three", "two three"]),
        (".n", "on an", ["on", "an"]),
        ("sent|sent money", "sent money", ["sent"]),
    ],
)
def test_patterns_of_each_kind(pattern: str, text: str, found: list[str]) -> None:
    assert [one[0] for one in WordPatterns(pattern).finditer(text)] == found
