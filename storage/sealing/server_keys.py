"""The server's own keys, kept outside the database: in a file, a systemd credential or the environment.

A key ring holds body keys, of which the first encrypts and all decrypt, and a root that never changes: tokens
and the custody log's signing key are derived from the root, so they stay the same when the body key is
changed. A file of exactly 32 bytes is a ring of one key; a ring that was ever rotated is text, with a key on
each line.
"""

import base64
import binascii
import hmac
import os
from collections.abc import Mapping
from pathlib import Path

from flows.record import record
from storage.durable import create_file
from storage.errors import BadKeyRing

CREDENTIAL = "ballegh-server-key"
"""The name of the credential in systemd's `LoadCredential=`."""
VARIABLE = "BALLEGH_SERVER_KEY"
_HEADER = "ballegh server keys 1"


@record
class KeyRing:
    """The root and the body keys, 32 bytes each. The first body key encrypts."""

    root: bytes
    keys: tuple[bytes, ...]

    @classmethod
    def single(cls, key: bytes, *retired: bytes) -> "KeyRing":
        """Return a ring whose root is derived from its oldest key, as for a plain file. Raises ValueError."""
        keys = (key, *retired)
        if any(len(each) != 32 for each in keys):
            raise ValueError("a server key is 32 bytes")
        return cls(hmac.digest(keys[-1], b"ballegh root", "sha256"), keys)

    def rotated(self) -> "KeyRing":
        """Return the ring with a fresh key in front; the older keys still decrypt."""
        return KeyRing(self.root, (os.urandom(32), *self.keys))

    def without_retired(self) -> "KeyRing":
        """Return the ring with its first key alone."""
        return KeyRing(self.root, self.keys[:1])

    def text(self) -> str:
        """Return the text form, as a file, a credential or the environment holds it."""
        lines = [f"root {_shown(self.root)}", *(f"key {_shown(key)}" for key in self.keys)]
        return "\n".join([_HEADER, *lines, ""])


def parse(stored: bytes) -> KeyRing:
    """Return the key ring in these bytes. Raises BadKeyRing."""
    if len(stored) == 32:
        return KeyRing.single(stored)
    try:
        text = stored.decode("ascii").replace(";", "\n").strip()
        if not text.startswith(_HEADER):
            return KeyRing.single(_read(text))
        named = [line.split() for line in text.splitlines()[1:] if line.strip()]
        roots = [_read(value) for name, value in named if name == "root"]
        keys = tuple(_read(value) for name, value in named if name == "key")
        return KeyRing(roots[0], (keys[0], *keys[1:]))
    except (ValueError, IndexError, binascii.Error):
        raise BadKeyRing from None


def load(path: Path, environment: Mapping[str, str] = os.environ, *, make: bool = True) -> KeyRing:
    """Return the key ring from the systemd credential, else the environment, else the file.

    The file is created if none of them exists and `make` allows it. Raises BadKeyRing, and FileNotFoundError
    if nothing may be made.
    """
    folder = environment.get("CREDENTIALS_DIRECTORY")
    if folder and (Path(folder) / CREDENTIAL).is_file():
        return parse((Path(folder) / CREDENTIAL).read_bytes())
    if given := environment.get(VARIABLE):
        return parse(given.encode())
    try:
        return parse(path.read_bytes())
    except FileNotFoundError:
        if not make:
            raise
        return parse(create_file(path, os.urandom(32)))


def _shown(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _read(value: str) -> bytes:
    key = base64.b64decode(value, validate=True)
    if len(key) != 32:
        raise ValueError("32 bytes")
    return key
