"""A text as long as a channel takes, made to be slow to read, is read in no time that others would feel."""

import time

import pytest

from flows.report.evidence import MAX_CHARS

PIECES = (
    *(
        "a",
        "1",
        " ",
        "\n",
        "@",
        "/",
        ".",
        "-",
        "(",
        "'",
        "é",
        "ا",
        "٣",
        "و ",
        "a ",
        "1 ",
        "1a ",
        "a.",
        "a@",
        "a/",
    ),
    *(
        "a-",
        "(1",
        "1-",
        "1,",
        "06 12 ",
        "+212",
        "0612345678\n",
        "http://",
        "http://a",
        "www.",
        "a.ma/",
        "t.me/",
    ),
    *(
        "12/",
        "12:",
        "5 mai ",
        "mon ",
        "j'ai ",
        "je m'appelle ",
        "c'est moi ",
        "nom: ",
        "MA64 ",
        "0x",
        "bc1q",
        "$1 ",
    ),
    *(
        "non ",
        "la ",
        "ما",
        "سميتي ",
        "رقمي ",
        "est-ce ",
        "envoyer ",
        "annuler ",
        "BLG-",
        "code ",
        "ش",
        "[",
        "\u200f",
    ),
    *(
        "j'ai envoyé ",
        "gal sift ",
        "صيفطت ",
        "j'ai payé cih ",
        "j'ai payé 5 ",
    ),
)


@pytest.mark.parametrize("piece", PIECES)
def test_the_longest_text_is_read_soon(person, piece):
    text = (piece * MAX_CHARS)[:MAX_CHARS] + "!"
    who = person("fr").starts().taps("fr").taps("other")
    for tell in (who.says, who.forwards):
        began = time.process_time()
        tell(text)
        assert time.process_time() - began < 2
