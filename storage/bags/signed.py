"""The server's signature on a bag: the SHA-256 of each file that it vouches for, by name."""

import base64
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec

from flows.record import record
from storage.custody.links import signed

NAME = "signature.json"
_json = msgspec.json.Encoder(order="sorted").encode


class Signer(Protocol):
    """The server's signing key (`storage/custody/signer.py`)."""

    public: bytes

    def sign(self, *told: Any) -> bytes:
        """Return a signature on the JSON list of these values."""


@record
class Signature:
    """Files of a case's bag by name (`data/…`), with their hashes, as the server made them at `time`."""

    reference: str
    time: float
    public: str
    files: dict[str, str]
    signature: bytes

    @property
    def key(self) -> bytes:
        """Return the public key, or nothing where there is none."""
        try:
            return base64.b64decode(self.public, validate=True)
        except ValueError:
            return b""

    def holds(self) -> bool:
        """Return whether the key that it names made it."""
        return signed(self.key, self.signature, *_told(self.reference, self.time, self.files))


def sign(signer: Signer, reference: str, time: float, files: Mapping[str, str]) -> bytes:
    """Return the content of the file of a signature."""
    public = base64.b64encode(signer.public).decode()
    signature = signer.sign(*_told(reference, time, files))
    return _json(Signature(reference, time, public, dict(files), signature))


def read(content: bytes) -> Signature:
    """Return a signature. Raises ValueError if it is none, or not written as `sign` writes."""
    found = msgspec.json.decode(content, type=Signature)
    if _json(found) != content:
        raise ValueError("written otherwise")
    return found


def _told(reference: str, time: float, files: Mapping[str, str]) -> tuple[object, ...]:
    return "bag", reference, time, sorted(files.items())
