"""From keys to words: a `Say` in a language becomes the `Message` that a channel sends."""

import msgspec

from flows.core.effects import Say
from flows.core.found import NoticeContent as Told
from handlers.channel import Button, Message
from locales import Catalogue

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Message)


class _Notice(msgspec.Struct):
    """What a notice's form holds beside the message; whoever decodes the message does not see it."""

    told: tuple[Told, ...] = ()


_notices = msgspec.json.Decoder(_Notice)


def render(catalogue: Catalogue, say: Say, language: str) -> Message:
    """The message in this language."""
    text, buttons, codes = catalogue.rendered(say, language)
    return Message(text, tuple([Button(*button) for button in buttons]), codes, language, say.purpose)


def encode(message: Message, told: tuple[Told, ...] = ()) -> bytes:
    """The form kept in the outbox; a notice's with what it tells."""
    body = _encoder.encode(message)
    return body[:-1] + b"," + _encoder.encode(_Notice(told))[1:] if told else body


def decode(body: bytes) -> Message:
    """A message from the outbox."""
    return _decoder.decode(body)


def decode_told(body: bytes) -> tuple[Told, ...]:
    """What a notice from the outbox tells."""
    return _notices.decode(body).told
