"""The page keeps to what its oldest browsers know, and says which these are."""

import re
from pathlib import Path

import pytest

from handlers.webchat.static import FOLDER
from tests.fakes.webchat import texts

ROOT = Path(__file__).parents[3]
FLOOR = {"Chrome": "87", "Edge": "87", "Firefox": "78", "Safari": "14.1"}
NEWER = {
    ".js": {
        r"\?\?=|\|\|=|&&=": "logical assignment: Firefox 79",
        r"\.at\(": "Array.at: Chrome 92, Safari 15.4",
        r"AbortSignal\.(?:timeout|any)": "Chrome 103 and 116",
        r":has\(": "Chrome 105, Firefox 121",
        r"\.(?:replaceAll|findLast|toSorted|toReversed|groupBy|hasOwn)\(": "Chrome 85 to 117",
        r"structuredClone|randomUUID|Promise\.(?:any|withResolvers|try)": "Chrome 85 to 128",
        r"^\s*(?:static\s+)?#\w+|this\.#|^\s+static\s*\{": "private members: Firefox 90",
        r"(?m)^(?:const .*= )?await ": "top-level await: Chrome 89",
        r"\(\?<[=!]": "look-behind: Safari 16.4",
        r"/[a-z]*[dv][a-z]*[.;,)]": "flags d and v of patterns",
        r"\bdialog\b|showModal|showPopover|Intl\.(?:Segmenter|DurationFormat)": "Chrome 87 to 125",
    },
    ".css": {
        r":has\(": "Chrome 105",
        r":(?:is|where|user-valid|user-invalid|modal|popover-open)\(?": "Chrome 88 and later",
        r"@(?:layer|container|scope|starting-style|property)\b": "Chrome 85 to 118",
        r"\b(?:color-mix|oklch|oklab|lch|lab|hwb|light-dark|anchor|round)\(": "Chrome 101 and later",
        r"aspect-ratio\s*:|accent-color|text-wrap\s*:|field-sizing": "Chrome 88 and later",
        r"(?m)^\s*&": "nested rules: Chrome 112",
    },
}
WITH_FALLBACK = (
    (r"[\d.]+[dsl]v[hw]", r"height: (?:100vh|calc\(100vh - 2\.5rem\));\s*height: (?:100dvh|calc\(100dvh)"),
)


def test_the_sources_use_nothing_newer():
    found = [
        (path.name, why, hit[0])
        for path in sorted(FOLDER.iterdir())
        for pattern, why in NEWER.get(path.suffix, {}).items()
        if (hit := re.search(pattern, code(path)))
    ]
    assert found == []


def test_newer_units_stand_behind_older_ones():
    style = code(FOLDER / "chat.css")
    for newer, both in WITH_FALLBACK:
        assert len(re.findall(newer, style)) == len(re.findall(both, style)) > 0


def test_the_script_that_watches_is_one_that_any_browser_reads():
    source = code(FOLDER / "start.js")
    assert not re.search(r"=>|`|\b(?:const|let|class|import|export|async)\b|\?\.|\?\?|\.\.\.", source)


@pytest.mark.parametrize("newer", ["a ??= 1", "list.at(-1)", "AbortSignal.timeout(1)", "matches(':has(a)')"])
def test_something_newer_is_found(newer):
    assert any(re.search(pattern, newer) for pattern in NEWER[".js"])


@pytest.mark.parametrize("where", ["README.md", "docs/operations.md"])
def test_the_floor_is_named(where):
    named = (ROOT / where).read_text("utf-8")
    assert all(re.search(rf"{name}[^.]*? {re.escape(version)}", named) for name, version in FLOOR.items())


def test_the_page_names_the_floor_in_every_language():
    for words in texts().values():
        assert all(name in words["web-fallback"] for name in FLOOR)
        assert set(FLOOR.values()) <= set(re.findall(r"\d+(?:\.\d+)?", words["web-fallback"]))


def code(path: Path) -> str:
    """A source without its comments and without its texts of one line."""
    return re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)", "", path.read_text("utf-8"), flags=re.S)
