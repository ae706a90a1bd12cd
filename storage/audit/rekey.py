"""A bundle for other officers, made by one for whom it opens: the contents stay, their keys are wrapped anew.

Contents without a key of their own, of versions before 0.3, are sealed again; `rekeyed` has their hashes.
"""

import tarfile
from dataclasses import asdict
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

import msgspec
import pyrage

from flows.record import record
from storage.audit import tars
from storage.audit.bundle import KEYS, Bundle, open_bundle
from storage.errors import Unopened
from storage.sealing import age as sealing
from storage.sealing.age import Recipients
from storage.sealing.bare_wraps import wrap

_json = msgspec.json.Encoder().encode


def rekey(path: Path, key: str, to: Recipients, target: Path) -> None:
    """Write the bundle sealed to other keys, whole or not at all. Raises Unopened and BadBundle.

    All of it must open with the keys in it: none of another case's is given away.
    """
    open_bundle(path, key)
    try:
        with tars.opened(path) as tar, tarfile.open(target, "x") as new:
            _rekey(Bundle.read(tar), key, to, new)
    except FileExistsError:  # not ours to delete
        raise
    except BaseException:  # once the file is closed: Windows deletes no open file
        target.unlink(missing_ok=True)
        raise


def _rekey(bundle: Bundle, key: str, to: Recipients, new: tarfile.TarFile) -> None:
    rekeyed: dict[str, str] = {}
    for content, name in bundle.names():
        with TemporaryFile() as sealed, bundle.member(name) as age:
            if content in bundle.about.keys:
                copyfileobj(age, sealed)
            else:
                _resealed(age, sealed, key, to)
            sealed.seek(0)
            if content not in bundle.about.keys:
                rekeyed[name] = tars.digest(sealed)
            tars.add(new, name, sealed)
    keys = {content: _wrapped_again(bundle, content, key, to, new) for content in bundle.about.keys}
    tars.put(new, "case.json", _json(asdict(bundle.about) | {"rekeyed": rekeyed, "keys": keys}))
    for name in ("custody.jsonl", "head.json"):
        with bundle.member(name) as same:
            tars.put(new, name, same.read())


def _wrapped_again(  # a bundle's content, for whom, and where to
    bundle: Bundle, content: str, key: str, to: Recipients, new: tarfile.TarFile
) -> tuple[str, ...]:
    """Wrap the private key of a content for other officers; return their fingerprints. Raises Unopened."""
    private = bundle.private(content, key)
    for one in to:
        tars.put(new, f"{KEYS}/{content}/{sealing.fingerprint(str(one))}.age", wrap(private, one))
    return tuple(sealing.fingerprint(str(one)) for one in to)


def _resealed(age: IO[bytes], out: IO[bytes], key: str, to: Recipients) -> None:
    """Seal the content to other keys, in chunks, so that no plain text reaches a disk."""
    inner = sealing.SealedFile(to, out.write)
    try:
        pyrage.decrypt_io(age, _Into(inner), sealing.identities(key))
        inner.close()
    except (pyrage.DecryptError, OSError, ValueError):
        inner.abort()
        raise Unopened from None


@record
class _Into:
    """The file that decryption writes to."""

    sealed: sealing.SealedFile

    def write(self, data: bytes) -> int:
        """Seal the bytes."""
        self.sealed.write(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: age expects the method."""
