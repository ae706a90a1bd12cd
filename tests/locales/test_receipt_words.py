"""A receipt may light up a phone that others look at: how it begins, and what stands under its picture."""

import re

import pytest

from flows.core import receipts
from flows.core.effects import Code, Line, Say
from flows.dialogue.notices import proven
from flows.report.categories import CATEGORIES
from locales import LANGUAGES, Catalogue

TELLING = {
    "fr": "signal|plainte|police|enqu|arnaque|chantage|menac|victime|dénonc|crime|danger|secret|preuve",
    "ar": "تبليغ|بلاغ|شكاي|شرطة|محقق|نصب|ابتزاز|تهديد|ضحي|جريم|خطر|سر|دليل|أدلة",
    "ary": "تبليغ|بلاغ|شكاي|بوليس|محقق|نصب|هدد|تهديد|ضحي|خطر|سر|دليل",
}
"""Words by which someone who looks over a shoulder would know what this is about."""

SIGNER = "3f2a-91bc-0d4e-77a1-58c2-e6b0-1f93-a4d7"
CODE = receipts.show("K7M29QXA", "C" * receipts.SECRET_LENGTH)


def receipt(urgent: bool) -> Say:
    lines = (Line("filed"), Code("K7M29QXA"), Line("filed-urgent" if urgent else "filed-next"))
    say = Say((*lines, Line("receipt-keep"), Code(CODE)), purpose="receipt")
    return proven(say, "ab" * 32, SIGNER)


@pytest.mark.parametrize("urgent", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_begins_neutrally(catalogue: Catalogue, language, urgent):
    text = catalogue.rendered(receipt(urgent), language).text
    assert "K7M29QXA" in (first := text.partition("\n\n")[0])
    assert not re.search(TELLING[language], first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_under_the_picture_tell_nothing(catalogue: Catalogue, language):
    caption = catalogue.label(language, "receipt-picture")
    assert not re.search(TELLING[language], caption)
    assert len(caption) < 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_proof_comes_last_with_one_plain_line_and_the_servers_key(catalogue: Catalogue, language):
    rendered = catalogue.rendered(receipt(urgent=False), language)
    *_, line, proof, signer = filter(None, rendered.text.splitlines())
    assert proof == rendered.codes[-1]
    assert SIGNER in signer
    assert 20 < len(line) < 140
    assert len(rendered.text) < 700


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_last_begins_neutrally(catalogue: Catalogue, language):
    """The last message of a flow is the one that a lock screen shows."""
    last = (*(f"advice-{category}" for category in CATEGORIES), "withdrawn", "forgotten-done", "enrich-done")
    first = {key: catalogue.text(language, key).partition("\n")[0] for key in last}
    assert {key: line for key, line in first.items() if re.search(TELLING[language], line.lower())} == {}
