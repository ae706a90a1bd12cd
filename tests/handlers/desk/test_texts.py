"""The desk's own texts: both languages say the same things, and the page asks for nothing that they lack."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TEXTS = ROOT / "locales" / "desk"
SOURCES = ROOT / "handlers" / "desk" / "page" / "src"
LANGUAGES = ("fr", "ar")
MESSAGE = re.compile(r"^([a-z][\w-]*) = (.*(?:\n[ \t]+.*)*)", re.M)
ASKED = re.compile(r"""\bt\(\s*"([a-z][a-z-]*)\"""")
BEGUN = re.compile(r"\bt\(\s*`([a-z-]+-)\$\{")


def messages(name: str) -> dict[str, str]:
    return dict(MESSAGE.findall((TEXTS / f"{name}.ftl").read_text("utf-8")))


def sources() -> str:
    return "\n".join(path.read_text("utf-8") for path in SOURCES.rglob("*.ts"))


def test_both_languages_have_the_same_messages_and_values():
    french, arabic = (messages(language) for language in LANGUAGES)
    assert french.keys() == arabic.keys()
    values = [{key: set(re.findall(r"\$\w+", text)) for key, text in one.items()} for one in (french, arabic)]
    assert values[0] == values[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_page_says_is_there(language):
    known = set(messages(language)) | set(messages("canned"))
    asked = set(ASKED.findall(sources()))
    assert len(asked) > 100
    assert asked - known == set()
    for begun in set(BEGUN.findall(sources())) - {"label-"}:
        assert any(key.startswith(begun) for key in known), begun


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_left_unused(language):
    text = sources()
    names = set(re.findall(r"""["'`]([a-z][a-z-]*)["'`]""", text))
    begun = tuple(
        {
            *BEGUN.findall(text),
            "error-",
            "kind-",
            "piece-state-",
            "actor-",
            "filter-",
            "member-",
            "role-",
            "figure-",
        }
    )
    ended = tuple(re.findall(r"\}(-[a-z]+)`", text))
    unused = [
        key
        for key in messages(language)
        if key not in names and not key.startswith(begun) and not (ended and key.endswith(ended))
    ]
    assert unused == []


def test_canned_questions_are_in_every_reporters_language():
    kinds: dict[str, set[str]] = {}
    for key in messages("canned"):
        kind, _, language = key.rpartition("-")
        kinds.setdefault(kind, set()).add(language)
    assert kinds
    assert all(languages == {"fr", "ar", "ary"} for languages in kinds.values())


def test_french_has_its_narrow_spaces():
    wrong = [
        key for key, text in messages("fr").items() if re.search(r"[^\s\u202f] ?(?<!\u202f)[?!;»]", text)
    ]
    assert wrong == []
