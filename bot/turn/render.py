"""From keys to words: a `Say` in a language becomes the `Message` that a channel sends."""

import msgspec

from flows.core.effects import Say
from flows.said import NoticeContent
from handlers.channel import Button, Message
from locales import Catalogue

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Message)


class Kept(msgspec.Struct):
    """The parts of a message that can be said again later, stored beside the message.

    `contents` are worded anew when they are said; `messages` are said as they were worded. `unasked`: the
    message answers nothing, so that it is not sent to a person who wants no such messages.
    """

    contents: tuple[NoticeContent, ...] = msgspec.field(default=(), name="told")
    messages: tuple[Message, ...] = ()
    unasked: bool = False


_kept = msgspec.json.Decoder(Kept)


def render(catalogue: Catalogue, say: Say, language: str) -> Message:
    """The message in this language."""
    text, buttons, codes = catalogue.rendered(say, language)
    shown = tuple([Button(*button) for button in buttons])
    return Message(text, shown, codes, language, say.purpose, say.emergency)


def encode(
    message: Message,
    contents: tuple[NoticeContent, ...] = (),
    messages: tuple[Message, ...] = (),
    *,
    unasked: bool = False,
) -> bytes:
    """The stored form of a message, with the parts to say again should the message not arrive."""
    body = _encoder.encode(message)
    if not (contents or messages):
        return body
    return body[:-1] + b"," + _encoder.encode(Kept(contents, messages, unasked))[1:]


def decode(body: bytes) -> Message:
    """The message of a stored form."""
    return _decoder.decode(body)


def decode_kept(body: bytes) -> Kept:
    """The parts to say again; a message without parts is said again as a whole."""
    kept = _kept.decode(body)
    return kept if kept.contents or kept.messages else Kept(messages=(_decoder.decode(body),))
