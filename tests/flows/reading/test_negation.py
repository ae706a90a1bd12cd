"""Refusals, questions and conditions, and what looks like them."""

import pytest

from flows.reading import negation


@pytest.mark.parametrize(
    "text",
    [
        *[
            "je ne veux pas",
            "n'envoyez rien",
            "jamais",
            "sans mon nom",
            "aucune idée",
            "non merci",
            "don't send",
        ],
        *["لا أريد", "لن أرسل", "لم أفهم", "ليس الآن", "عدم الإرسال", "بدون اسم", "ولم أرسل"],
        *["ما بغيتش", "مابغيتش", "مبغيتش", "وماعنديش", "ماشي دابا", "بلا سميتي", "حتى واحد", "والو", "مازال"],
        *["mabghitch", "ma bghitch", "m3ndich", "machi daba", "bla smiti", "walo", "7ta wa7ed", "mazal"],
        *["la", "la, daba", "la machi s7i7", "la khti", "lla b9ina 3la khir"],
    ],
)
def test_a_refusal_is_seen(text):
    assert negation.refuses(text)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "envoyer",
            "la drogue",
            "la police est venue",
            "match",
            "s'il vous plaît",
            "de Marrakech",
            "munich",
        ],
        *["مراكش", "من مراكش", "فمراكش", "ولا", "واتساب", "إرسال", "لا بأس", "machi mochkil", "ma fille"],
        *["m3a khoya", "sift", "الإلغاء", ""],
    ],
)
def test_what_only_looks_like_a_refusal(text):
    assert not negation.refuses(text)


@pytest.mark.parametrize(
    "text",
    [
        *["envoyer ?", "faut-il payer", "est-ce que ça part", "pourquoi", "quand", "comment faire"],
        *[
            "هل يصل",
            "متى",
            "كيف",
            "لماذا",
            "إرسال؟",
            "واش صافي",
            "علاش",
            "كيفاش",
            "wach sift",
            "3lach",
            "imta",
        ],
    ],
)
def test_a_question_is_seen(text):
    assert negation.asks(text)
    assert (
        not negation.asks(text.replace("?", "").replace("؟", ""))
        or not negation.marked(text)
        or len(text) > 9
    )


@pytest.mark.parametrize(
    "text",
    ["si je paie", "avant de partir", "plus tard", "إذا أرسلت", "لو", "إلا صيفطت", "قبل", "ila sift", "9bel"],
)
def test_a_condition_is_seen(text):
    assert negation.supposes(text)
    assert negation.doubtful(text)


@pytest.mark.parametrize("text", ["s'il vous plaît", "لو سمحت", "envoyer", "صيفط", "sift daba", "silence"])
def test_what_only_looks_like_a_condition(text):
    assert not negation.supposes(text)
    assert not negation.asks(text)
