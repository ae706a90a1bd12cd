"""One thing has one word in a language: no text uses another word for it."""

from collections.abc import Iterator

import pytest
from fluent.syntax import ast

from locales import LANGUAGES
from tests.locales.synonyms import ALLOWED, INSTEAD, synonyms

AROUND = {"fr": "Voici {} ici.", "ar": "هذا {} هنا.", "ary": "هادا {} هنا."}


def texts(node: object) -> Iterator[str]:
    """Each piece of text in a message, in all its forms."""
    if isinstance(node, ast.TextElement):
        yield str(node.value)
    elif isinstance(node, ast.BaseNode):
        for child in vars(node).values():
            yield from texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from texts(child)


def used(written, language):
    """(key, word) of each word of the table that a message uses."""
    return {
        (key, word)
        for key, message in written[language].items()
        for word in synonyms(language, "\n".join(texts(message)))
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_thing_has_one_word(written, language):
    found = [(key, word, INSTEAD[language][word]) for key, word in used(written, language)]
    assert [one for one in found if (language, *one[:2]) not in ALLOWED] == []


def test_every_exception_is_still_needed(written):
    left = {(language, *one) for language in LANGUAGES for one in used(written, language)}
    assert ALLOWED.keys() <= left
    assert all(ALLOWED.values())


@pytest.mark.parametrize(("language", "word"), [(lang, word) for lang in INSTEAD for word in INSTEAD[lang]])
def test_a_planted_word_is_found(language, word):
    assert word in synonyms(language, AROUND[language].format(word))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_to_use_is_not_itself_refused(language):
    assert {
        word: synonyms(language, word) for word in INSTEAD[language].values() if synonyms(language, word)
    } == {}


def test_words_are_found_with_article_ending_and_vowel_marks():
    assert synonyms("ary", "النمر والليانات") == ["نمر"]
    assert synonyms("ary", "شوفو بالروسي") == ["روسي"]
    assert synonyms("fr", "Les conversations chiffrées") == ["conversation", "chiffré"]
    assert synonyms("ar", "رسائل مشفّرة") == ["مشفرة"]


def test_a_word_inside_another_is_left_alone():
    assert synonyms("ary", "النمرة والنوامر، كوليس") == []
    assert synonyms("fr", "Un chaton, des affairistes") == []
    assert synonyms("ar", "الإبلاغ عنه") == []
