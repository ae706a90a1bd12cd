"""The key pair of each case and file: content sealed to it opens for whoever has a wrap of it.

A case's entries are sealed to a public key that belongs to this case alone, and each file to one of its own.
The private half is made in memory, sealed to each officer's key by itself, and then forgotten. Such a small
age file is called a wrap. A further officer gets a case by a further wrap, and an officer who leaves loses it
with the wrap; the content stays as it is. A wrap is encrypted with the erasure key of its content, whose
number is also the number of the key pair.
"""

import pyrage

from flows.record import record
from storage.errors import Unsealable
from storage.sealing.age import Recipients, fingerprint, recipient
from storage.sealing.bare_wraps import wrap
from storage.sealing.erasure_keys import ErasureKey
from storage.sealing.stream import StreamEncryption, decrypted
from storage.sealing.wraps import Wrap


@record
class CaseKey:
    """The public half (`age1…`) of a new key pair, and the wraps of its private half."""

    recipient: str
    wraps: tuple[Wrap, ...]

    @property
    def recipients(self) -> Recipients:
        """The public half, to seal to."""
        return (recipient(self.recipient),)


def make(key: ErasureKey, to: Recipients) -> CaseKey:
    """Make a key pair for what this erasure key encrypts, wrapped for each recipient. Raises Unsealable."""
    if not to:
        raise Unsealable
    private = pyrage.x25519.Identity.generate()
    return CaseKey(
        str(private.to_public()),
        tuple([encrypted(key, fingerprint(str(one)), wrap(str(private), one)) for one in to]),
    )


def bare(box: Wrap, key: ErasureKey) -> bytes:
    """Return a wrap as an age file, which any age program opens with the officer's key. Raises Unopened."""
    return b"".join(decrypted(iter((box.box,)), key.key, _bound(box.number, box.fingerprint, box.granted)))


def encrypted(key: ErasureKey, name: str, age: bytes, *, granted: bool = False) -> Wrap:
    """Return a bare wrap for the officer's key of this fingerprint as it is stored."""
    stream = StreamEncryption(key.key, _bound(key.number, name, granted))
    return Wrap(key.number, name, stream.update(age) + stream.finish(), granted)


def _bound(number: int, name: str, granted: bool) -> str:
    return f"{'granted ' if granted else ''}wrap:{number}:{name}"
