"""Terms: one wording for what many messages name, the same terms in each language, none left unused."""

import re
from collections import defaultdict

import pytest
from fluent.syntax import ast
from fluent.syntax.serializer import serialize_pattern

from locales import LANGUAGES, BadLocale, Catalogue
from locales.language import FOLDER, entries, read, variables

TERM = re.compile(r"\{ -[\w-]+ \}")
FSI, PDI = "\u2068", "\u2069"


@pytest.fixture(scope="session")
def files():
    """The messages and the terms of each language, as they stand in its file."""
    return {language: entries(FOLDER / f"{language}.ftl") for language in LANGUAGES}


@pytest.fixture
def parsed(tmp_path):
    """Read a file with this content."""

    def parse(content: str):
        path = tmp_path / "xx.ftl"
        path.write_text(content, "utf-8")
        return read(path)

    return parse


def named(node):
    """The names of the terms in a piece of syntax."""
    if isinstance(node, ast.TermReference):
        yield node.id.name
    children = (
        vars(node).values() if isinstance(node, ast.BaseNode) else node if isinstance(node, list) else ()
    )
    for child in children:
        yield from named(child)


def test_each_language_has_the_same_terms_with_the_same_values(files):
    ar, fr, ary = (terms for _, terms in files.values())
    assert list(ar) == list(fr) == list(ary)
    for name in fr:
        assert set(variables(ar[name])) == set(variables(fr[name])) == set(variables(ary[name])), name
    assert {"receipt", "secret-code", "police", "whatsapp-knows"} <= fr.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_named_and_every_name_is_a_term(files, language):
    messages, terms = files[language]
    names = {name for entry in (*messages.values(), *terms.values()) for name in named(entry)}
    assert names == terms.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_written_twice(files, language):
    """Names of a word or two may part from their like; a longer wording is a term, changed in one place."""
    written = defaultdict(list)
    for known in files[language]:
        for name, entry in known.items():
            written[serialize_pattern(entry.value).strip()].append(name)
    again = [
        (words, names) for words, names in written.items() if len(names) > 1 and not TERM.fullmatch(words)
    ]
    assert [names for words, names in again if len(words.split()) > 2] == []


def test_nothing_of_a_term_is_left_to_be_looked_up(written):
    left = [(lang, key) for lang, known in written.items() for key in known if list(named(known[key]))]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_to_call_reads_the_same_wherever_it_stands(catalogue: Catalogue, language):
    lines = [set(catalogue.text(language, key).splitlines()) for key in ("lost", "help", "care-despair")]
    assert len(set.intersection(*lines)) >= 2  # women, children; the police's line goes on in `help`


def test_the_words_of_a_term_stand_as_if_written_there(parsed):
    known = parsed("-police = Police\n-line = { -police } : { $police }\ncall =\n    Now:\n    { -line }!\n")
    pattern = known["call"].value
    assert [type(part).__name__ for part in pattern.elements] == ["TextElement", "Placeable", "TextElement"]
    assert pattern.elements[0].value == "Now:\nPolice : "
    assert set(variables(known["call"])) == {"police"}


def test_a_term_may_stand_in_each_form_of_a_count(parsed):
    counted = "left =\n    { $count ->\n        [0] None.\n       *[other] Some. { -later }\n    }\n"
    known = parsed(f"-later = Later.\n{counted}")
    assert set(variables(known["left"])) == {"count"}
    assert not list(named(known["left"]))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("call = { -nobody }\n", "call names -nobody, and there is no such term"),
        ("-a = { -b }\n-b = { -a }\ncall = { -a }\n", "-a names itself"),
        ("hello = Hello\ncall = { hello }\n", "call names hello, a message"),
        ("-a = A\n    .form = x\ncall = { -a.form ->\n   *[x] y\n }\n", "call takes -a"),
        ("-a = A\ncall = { -a(count: 2) }\n", "call takes -a"),
    ],
)
def test_what_cannot_be_named_is_told_at_the_start(parsed, content, told):
    with pytest.raises(BadLocale, match=f"xx.ftl: {told}"):
        parsed(content)


@pytest.mark.parametrize("language", ["ar", "ary"])
def test_a_line_that_begins_with_a_term_keeps_its_direction(catalogue: Catalogue, language):
    """Isolation marks around the term would take its letters out of the line's own direction."""
    first, *_ = (line for line in catalogue.text(language, "lost").splitlines() if "19" in line)
    assert not first.startswith(FSI)
    assert first.endswith(f"{FSI}19{PDI}")
