"""Hostile text in every place that it can reach: it is read there, and does nothing."""

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.harmless import FORMULA, cell, rows, terminal
from bot.turn.render import render
from flows.core.effects import Label, Line, Say
from handlers.channel import Message
from handlers.telegram.encode import encode_json, encode_message
from handlers.webchat.stream import message_frame
from handlers.whatsapp.encode import encode_message as whatsapp
from tests.dialogue import words

HOSTILE = {
    "html": "<b>x</b><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'",
    "markdown": "*gras* _x_ ~x~ ```x``` [lien](https://evil.top) ||x|| `x`",
    "bidi": "a\u202egnp.exe\u202c b\u2067c\u2069 \u200f\u061c\u2066",
    "zero width": "ev\u200bil\u200c\u200d\u2060\ufeff\u00ad.top",
    "ansi": "\x1b[31mrouge\x1b[0m\x1b]0;titre\x07\x1b]8;;http://evil.top\x07ici\x9b2J\x7f\x08\x08\r\x00",
    "lines": "un\nDOES NOT FIT  x\r\nsigned by x\u2028deux\x85trois\x0bquatre",
    "formula": '=HYPERLINK("http://evil.top","x")',
    "plus": "+212612345678",
    "minus": "-1+1|cmd' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "wide": "＝1+1",
    "hidden formula": "\u200b=1+1",
    "quoted formula": '"=1+1',
    "tags": "x\U000e0041\U000e007f\ue000\ud800y",
}
STEERING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
ISOLATES = set("\u2068\u2069")
each = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


@each
def test_a_terminal_is_not_steered(text):
    shown = terminal(text)
    assert all(letter == "\n" or letter.isprintable() for letter in shown)
    assert all(line.startswith("    ") for line in shown.split("\n")[1:])
    shown.encode()


@given(st.text(alphabet=st.characters()))
def test_no_letter_at_all_steers_a_terminal(text):
    unseen = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not {unicodedata.category(letter) for letter in terminal(text).replace("\n", "")} & unseen


def test_a_terminal_shows_what_was_written():
    assert terminal("قصة طويلة: 500 درهم, « l’argent\u00a0»") == "قصة طويلة: 500 درهم, « l’argent »"


@each
def test_no_cell_of_a_sheet_is_a_formula(text):
    sheet = io.StringIO()
    csv.writer(sheet, quoting=csv.QUOTE_ALL).writerows(rows([["R1", text]]))
    lines = sheet.getvalue().splitlines()
    assert len(lines) == 1
    (_, found), *rest = csv.reader(lines)
    assert not rest
    assert found[:1] not in FORMULA
    assert found.lstrip(' \ufffd"')[:1] not in FORMULA
    assert "://evil.top" not in found
    assert all(letter.isprintable() for letter in found)


@given(st.text(alphabet="=+-@|%\t\r\n '\"\u200b\ufeff\x00a＝", max_size=12))
def test_no_beginning_makes_a_formula(text):
    assert cell(text).lstrip(" '\"\ufffd")[:1] not in FORMULA or cell(text).startswith("'")
    assert cell(text)[:1] not in FORMULA


def said(text: str) -> Message:
    """A reporter's words as the review shows them."""
    line = Line("review-answer", {"label": Label("label-story"), "value": text})
    return render(words(), Say((line,)), "fr")


@each
def test_a_chat_keeps_the_words_and_their_direction_reaches_no_further(text):
    """Values stand in isolation marks of ours, and hold none of their own."""
    shown = said(text).text
    assert not set(shown) & STEERING
    assert shown.count("\u2068") == shown.count("\u2069")
    kept = "".join(letter for letter in text if letter not in STEERING | ISOLATES)
    assert "".join(letter for letter in shown if letter not in ISOLATES).endswith(kept)


@each
def test_telegram_is_given_plain_text_and_no_markup(text):
    message = said(text.replace("\ud800", ""))
    (request,) = encode_message(1, message)
    sent = json.loads(encode_json(request))
    assert sent["text"] == message.text
    assert "parse_mode" not in sent
    assert "entities" not in sent
    assert sent["link_preview_options"] == {"is_disabled": True}


@each
def test_a_web_page_gets_one_frame_whatever_stands_in_it(text):
    message = said(text.replace("\ud800", ""))
    data = message_frame(7, message, 1.0).data
    head, body, *end = data.split(b"\n")
    assert (head, end) == (b"id: 7", [b"", b""])
    assert b"\r" not in data
    assert json.loads(body.removeprefix(b"data: "))["text"] == message.text


@each
def test_whatsapp_is_given_the_words_whole(text):
    message = said(text.replace("\ud800", ""))
    parts = whatsapp(message, "")
    assert "".join(part.body for part in parts.plain) == message.text.strip()
