"""The statement's words: both languages have the same messages, each with every plural it needs."""

import re

import pytest
from fluent.syntax import ast

from flows.figures.count import SUSPECTS
from flows.figures.groups import GROUPS
from flows.figures.statement import WORDS
from flows.figures.world import WORLD
from flows.report.categories import CATEGORIES
from locales.language import read, variables
from locales.statement import _FOLDER, SPOKEN, words

PLURALS = {"ar": {"zero", "one", "two", "few", "many", "other"}, "fr": {"one", "other"}}
"""The forms that the count of a sentence must have. French has no form for two, Arabic has one for each."""


@pytest.fixture(scope="module")
def written() -> dict[str, dict[str, ast.Message]]:
    return {language: read(_FOLDER / f"{language}.ftl") for language in SPOKEN}


def test_both_languages_say_the_same_with_the_same_values(written):
    arabic, french = written["ar"], written["fr"]
    assert list(arabic) == list(french)
    for key in arabic:
        assert set(variables(arabic[key])) == set(variables(french[key])), key


@pytest.mark.parametrize("language", SPOKEN)
def test_every_value_has_a_name(written, language):
    wanted = {f"kind-{one}" for one in CATEGORIES if one not in ("other", "terrorism")}
    wanted |= {f"group-{one}" for one in GROUPS} | {f"world-{one}" for one in WORLD}
    wanted |= {f"suspect-{one}" for one in SUSPECTS} | {f"statement-{one}" for one in SUSPECTS}
    wanted |= {f"more-than-{name}" for *_, name in WORDS} | {f"month-{number}" for number in range(1, 13)}
    assert wanted <= written[language].keys()


@pytest.mark.parametrize("language", SPOKEN)
def test_sentences_with_a_count_have_every_plural(written, language):
    for key, message in written[language].items():
        chosen = [each for each in selects(message.value) if each.selector.id.name == "count"]
        for each in chosen:
            forms = {variant.key.name for variant in each.variants if isinstance(variant.key, ast.Identifier)}
            assert forms >= PLURALS[language], key
    assert sum(bool([*selects(message.value)]) for message in written[language].values()) > 8


def selects(pattern):
    """The choices of a message, at its outermost."""
    for element in pattern.elements:
        if isinstance(element, ast.Placeable) and isinstance(element.expression, ast.SelectExpression):
            yield element.expression


@pytest.mark.parametrize(
    ("count", "said"),
    [
        *((0, "لم تتوصل"), (1, "تبليغ واحد"), (2, "تبليغين"), (7, "7 تبليغات"), (85, "85 تبليغا")),
        *((100, "100 تبليغ،"), (7083, "7.083 تبليغا")),
    ],
)
def test_arabic_counts_in_six_forms(count: int, said: str) -> None:
    assert said in words("ar", "DGSN").label("statement-handled", {"count": count})


def test_french_has_its_narrow_spaces(written):
    text = (_FOLDER / "fr.ftl").read_text("utf-8")
    assert not re.search(r"[^\s\u00a0] [:;!?%»]|« ", text)
    assert "7\u202f083 signalements" in words("fr", "DGSN").label("statement-handled", {"count": 7083})
