"""From keys to words: a `Say` in a language becomes the `Message` that a channel sends."""

import msgspec

from flows.effects import Say
from handlers.channel import Button, Message
from locales import Catalogue

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Message)


def render(catalogue: Catalogue, say: Say, language: str) -> Message:
    """The message in this language."""
    text, buttons, codes = catalogue.rendered(say, language)
    return Message(text, tuple([Button(*button) for button in buttons]), codes, language, say.purpose)


def encode(message: Message) -> bytes:
    """The form kept in the outbox."""
    return _encoder.encode(message)


def decode(body: bytes) -> Message:
    """A message from the outbox."""
    return _decoder.decode(body)
