"""The server's own keys, from outside the database: a file, a systemd credential or the environment.

A ring holds body keys, of which the first closes and all open, and a root that outlives them: tokens and
the custody log's signature are drawn from it, so they stay the same when the body key is changed. A file
of exactly 32 bytes is a ring of one key; a ring that was ever rotated is text, a key on each line.
"""

import base64
import binascii
import hmac
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from flows.record import record

CREDENTIAL = "ballegh-server-key"
"""The name to give it in `LoadCredential=`."""
VARIABLE = "BALLEGH_SERVER_KEY"
_HEADER = "ballegh server keys 1"


class BadRing(Exception):
    """What should hold the server's keys does not."""


@record
class Ring:
    """`keys`: 32 bytes each, the first one closes."""

    root: bytes
    keys: tuple[bytes, ...]

    @classmethod
    def single(cls, key: bytes, *retired: bytes) -> "Ring":
        """A ring whose root comes from its oldest key, as that of a plain file does."""
        keys = (key, *retired)
        if any(len(each) != 32 for each in keys):
            raise ValueError("a vault key is 32 bytes")
        return cls(hmac.digest(keys[-1], b"ballegh root", "sha256"), keys)

    def turned(self) -> "Ring":
        """With a fresh key first; what the others closed still opens."""
        return Ring(self.root, (os.urandom(32), *self.keys))

    def alone(self) -> "Ring":
        """Without its retired keys."""
        return Ring(self.root, self.keys[:1])

    def text(self) -> str:
        """What a file, a credential or the environment holds."""
        lines = [f"root {_shown(self.root)}", *(f"key {_shown(key)}" for key in self.keys)]
        return "\n".join([_HEADER, *lines, ""])


def parse(stored: bytes) -> Ring:
    """The ring in these bytes. Raises BadRing."""
    if len(stored) == 32:
        return Ring.single(stored)
    try:
        text = stored.decode("ascii").replace(";", "\n").strip()
        if not text.startswith(_HEADER):
            return Ring.single(_read(text))
        named = [line.split() for line in text.splitlines()[1:] if line.strip()]
        roots = [_read(value) for name, value in named if name == "root"]
        keys = tuple(_read(value) for name, value in named if name == "key")
        return Ring(roots[0], (keys[0], *keys[1:]))
    except (ValueError, IndexError, binascii.Error):
        raise BadRing from None


def load(path: Path, environment: Mapping[str, str] = os.environ, *, make: bool = True) -> Ring:
    """From the systemd credential, else the environment, else the file, which is made if `make` allows it.

    Raises BadRing, and FileNotFoundError where nothing may be made.
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
        return parse(made(path, os.urandom(32)))


def made(path: Path, content: bytes) -> bytes:
    """A secret file, its owner's alone, durable before it is used; of two that make it one wins."""
    fresh = _fresh(path, content)
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    sync_folder(path.parent)
    return path.read_bytes()


def replaced(path: Path, content: bytes) -> None:
    """Put another content in its place, whole or not at all."""
    _fresh(path, content).rename(path)
    sync_folder(path.parent)


def sync_folder(folder: Path | str) -> None:
    """Make names created, renamed or removed in this folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fresh(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return fresh


def _shown(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _read(value: str) -> bytes:
    key = base64.b64decode(value, validate=True)
    if len(key) != 32:
        raise ValueError("32 bytes")
    return key
