"""A rendered reply as `sendMessage` requests: split, laid out, codes marked. Pure.

Telegram counts text and entities in UTF-16 units; a part holds at most 4,096 of them.
"""

from collections.abc import Iterator, Sequence

import msgspec

from handlers.channel import Button, Message
from handlers.split import split, units
from handlers.telegram import updates as wire

LIMIT = 4096
PER_ROW, PER_KEYBOARD, NAV_PER_ROW = 8, 100, 3
SHORT, LABEL, DATA = 18, 64, 64

PREVIEW = wire.LinkPreview()

encode_json = msgspec.json.Encoder().encode


def encode_message(chat: int, message: Message) -> list[wire.SendMessage]:
    """The requests in order, buttons on the last. Raises ValueError on a button that Telegram refuses."""
    parts = split(message.text, LIMIT)
    requests = [
        wire.SendMessage(chat, part, PREVIEW, code_entities(part, message.codes) or None) for part in parts
    ]
    if message.buttons:
        requests[-1].reply_markup = wire.Keyboard(keyboard(message.buttons))
    return requests


def code_entities(text: str, codes: Sequence[str]) -> list[wire.CodeEntity]:
    """The places of the codes in this part of a text, in their order; codes in other parts are skipped."""
    entities, start = [], 0
    for code in codes:
        at = line_of(text, code, start)
        if at < 0:
            continue
        start = at + len(code)
        entities.append(wire.CodeEntity(units(text[:at]), units(code)))
    return entities


def line_of(text: str, code: str, start: int) -> int:
    """The position of the code alone on its line, or else of its first occurrence; -1 without any."""
    at = text.find(code, start)
    while at >= 0:
        alone = text[at - 1 : at] in ("", "\n") if at else True
        if alone and text[at + len(code) : at + len(code) + 1] in ("", "\n"):
            return at
        at = text.find(code, at + 1)
    return text.find(code, start)


def keyboard(buttons: Sequence[Button]) -> list[list[wire.InlineButton]]:
    """Answers two to a row where both are short, else alone; below them navigation, up to three to a row."""
    if len(buttons) > PER_KEYBOARD:
        raise ValueError("more buttons than a keyboard takes")
    answers: list[wire.InlineButton] = []
    nav: list[wire.InlineButton] = []
    for button in buttons:
        (nav if button.nav else answers).append(inline(button))
    return [*answer_rows(answers), *(nav[at : at + NAV_PER_ROW] for at in range(0, len(nav), NAV_PER_ROW))]


def answer_rows(buttons: Sequence[wire.InlineButton]) -> Iterator[list[wire.InlineButton]]:
    """Pairs of short labels, single long ones, in the given order."""
    row: list[wire.InlineButton] = []
    for button in buttons:
        short = len(button.text) <= SHORT
        if row and (not short or len(row) == 2):
            yield row
            row = []
        row.append(button)
        if not short:
            yield row
            row = []
    if row:
        yield row


def inline(button: Button) -> wire.InlineButton:
    """One button; a long label is cut. Raises ValueError on a long id, which is our bug."""
    if not 1 <= len(button.id.encode()) <= DATA:
        raise ValueError("a button's id is not 1 to 64 bytes")
    label = button.label if len(button.label) <= LABEL else button.label[: LABEL - 1] + "…"
    return wire.InlineButton(label, url=button.url) if button.url else wire.InlineButton(label, button.id)
