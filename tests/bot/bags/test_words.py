"""The words of documents on paper: the same messages in each language, read as Fluent reads them."""

import re

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bot.bags.words import FOLDER, Words
from bot.pdf.text import without_isolates

PAPERS = FOLDER / "papers"
LANGUAGES = ("fr", "ar", "en")
VALUES = {name: f"<{name}>" for name in ("reference", "organisation", "pseudonym", "time", "size")}
VALUES |= {name: f"<{name}>" for name in ("command", "status", "number", "count")}


def messages(language: str) -> dict[str, set[str]]:
    """The values of each message."""
    text = (PAPERS / f"{language}.ftl").read_text("utf-8")
    found = re.findall(r"^([a-z][\w-]*) = (.*)$", text, re.MULTILINE)
    return {key: set(re.findall(r"\$(\w+)", value)) for key, value in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_reads_as_fluent_reads_it(language):
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((PAPERS / f"{language}.ftl").read_text("utf-8")))
    words = Words(language)
    for key in messages(language):
        pattern = bundle.get_message(key).value
        assert pattern is not None
        value, errors = bundle.format_pattern(pattern, VALUES)
        assert (without_isolates(words.text(key, **VALUES)), errors) == (value, [])


def test_the_languages_say_the_same():
    french, arabic, english = (messages(language) for language in LANGUAGES)
    cover = {key for key in french if key.startswith("interpol-")}
    assert {key: french[key] for key in french.keys() - cover} == arabic
    assert cover <= english.keys()
    shared = english.keys() & french.keys()
    assert {key: english[key] for key in shared} == {key: french[key] for key in shared}


def test_a_label_that_is_missing_is_the_name_itself():
    words = Words("fr")
    assert words.label("status", "received") == "Reçu"
    assert without_isolates(words.label("status", "nowhere")) == "nowhere"
