"""A prefix of a bucket in an S3-compatible store, for files that every node of an installation reads.

A file is gathered, encrypted, in a nameless file on this machine's disk, which is gone with the process. Then
it is put with its SHA-256, which the store compares, in parts where it is large. Only the store's answer
makes it durable. An object appears whole or not at all.

The prefix has a marker, which names the installation. Without it nothing is taken for a stray and deleted.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError
from obstore.store import S3Store

from storage.database.clock import Clock
from storage.errors import AlreadyThere, BadPlace, PlaceAway
from storage.places.address import Address
from storage.places.folder import disk_error
from storage.places.place import MEGABYTE, checked
from storage.places.versions import UNFINISHED, Versions

MARKER = "ballegh-installation"
TRIAL = "trial-of-doctor"
PART = 8 * MEGABYTE
"""A larger file is put in parts of this size, two at a time; both lie in memory."""
PATIENCE = timedelta(seconds=10)
"""How long a call is repeated before the store counts as away; then the sender or the page tries later."""


class Bucket:
    """Keeps `Place`: the objects of this `kind` at the address. `spool` is a folder of this machine."""

    def __init__(self, address: Address, kind: str, spool: Path, clock: Clock) -> None:
        self.address, self.spool = address, spool
        self.versions = Versions(address)
        self._root = f"{address.prefix}{kind}/"
        self._marker = f"{address.prefix}{MARKER}"
        self._store = _opened(address)
        self._owned = False
        self._clock = clock

    def prepare(self) -> int:
        """Look for this installation's marker, or put it. A store that is away is left for later."""
        try:
            self.versions.check()
            if not self._is_ours():
                raise BadPlace("owner", "holds another installation's evidence")
        except PlaceAway:
            return 0
        return 0

    def begin(self, name: str) -> "ObjectWriting":
        """Begin to gather a file."""
        return ObjectWriting(self, checked(name))

    def put(self, name: str, content: IO[bytes], *, replace: bool = True) -> None:
        """Return once the store has acknowledged the whole object. Raises AlreadyThere.

        What shall not be replaced is looked for before, and the store refuses it where the object is small
        (Ceph 16 does not in a bucket with versions).
        """
        key, size = self._key(name), content.seek(0, SEEK_END)
        content.seek(0)
        try:
            with _told():
                if not replace and self._is_there(key):
                    raise AlreadyThere
                if replace or size > PART:
                    obstore.put(self._store, key, content, chunk_size=PART, max_concurrency=2)
                else:
                    obstore.put(self._store, key, content.read(), mode="create")
        except AlreadyExistsError:
            raise AlreadyThere from None

    def _is_there(self, key: str) -> bool:
        try:
            obstore.head(self._store, key)
        except (NotFoundError, FileNotFoundError):
            return False
        return True

    def read(self, name: str) -> Iterator[bytes]:
        """Yield an object's bytes."""
        return self._chunks(self._key(name))

    def names(self) -> Iterator[str]:
        """Yield the names of all objects."""
        return (name for name, _ in self._listed())

    def older(self, before: float) -> list[str]:
        """Return the names of objects written before this, by the store's clock; none without our marker."""
        if not self._is_ours():
            return []
        return [name for name, time in self._listed() if time < before]

    def delete(self, name: str) -> None:
        """Delete an object with all its versions."""
        self.versions.erase(self._key(name))

    def sweep(self, younger: float = UNFINISHED) -> int:
        """Abort puts in parts that were begun so many seconds ago or earlier, by processes that died."""
        try:
            return (
                self.versions.abort_unfinished(self._root, self._clock() - younger) if self._is_ours() else 0
            )
        except PlaceAway:  # the next start sweeps
            return 0

    def free(self) -> int:
        """Return the free bytes of the spool's disk."""
        return shutil.disk_usage(self.spool).free

    def held(self, name: str) -> float:
        """Return until when a lock holds an object or a version of it; 0 where none does."""
        return self.versions.held(self._key(name))

    def left(self, name: str) -> int:
        """Return how many versions and markers of deletion an object has."""
        return self.versions.left(self._key(name))

    def tried(self) -> str:
        """Write an object, read it back and delete it; return what did not work, or nothing.

        Raises Retained.
        """
        writing = self.begin(TRIAL)
        try:
            writing.put(TRIAL.encode())
            writing.finish()
            if b"".join(self.read(TRIAL)) != TRIAL.encode():
                return "what was written is read back otherwise"
        except (PlaceAway, FileNotFoundError) as error:
            return f"cannot be written to or read: {error}"
        finally:
            writing.abort()
        self.delete(TRIAL)
        return ""

    def _chunks(self, key: str) -> Iterator[bytes]:
        with _told():
            for chunk in obstore.get(self._store, key).stream(min_chunk_size=MEGABYTE):
                yield bytes(chunk)

    def _listed(self) -> Iterator[tuple[str, float]]:
        with _told():
            for page in obstore.list(self._store, prefix=self._root, chunk_size=1000):
                for each in page:
                    yield each["path"].rpartition("/")[2], each["last_modified"].timestamp()

    def _key(self, name: str) -> str:
        return f"{self._root}{checked(name)[:2]}/{name}"

    def _is_ours(self) -> bool:
        """Whether the prefix has this installation's marker, which is put where there is none."""
        if not self._owned:
            try:
                found = self._owner()
            except FileNotFoundError:
                with _told(), suppress(AlreadyExistsError):
                    obstore.put(self._store, self._marker, self.address.owner.encode(), mode="create")
                found = self._owner()
            self._owned = found == self.address.owner
        return self._owned

    def _owner(self) -> str:
        with _told():
            return bytes(obstore.get(self._store, self._marker).bytes()).decode("ascii", "replace")


class ObjectWriting:
    """Keeps `Writing` for a bucket."""

    def __init__(self, bucket: Bucket, name: str) -> None:
        self._bucket, self._name = bucket, name
        self._spooled = TemporaryFile(dir=bucket.spool)  # noqa: SIM115  # closed by `finish` and `abort`

    def put(self, data: bytes) -> None:
        """Gather bytes."""
        try:
            self._spooled.write(data)
        except OSError as error:
            raise disk_error(error) from None

    def finish(self, *, replace: bool = True) -> None:
        """Put the whole file."""
        try:
            self._spooled.seek(0)
        except OSError as error:
            raise disk_error(error) from None
        self._bucket.put(self._name, self._spooled, replace=replace)
        self._spooled.close()

    def abort(self) -> None:
        """Let go of what was gathered; harmless after `finish`."""
        self._spooled.close()


def _opened(address: Address) -> S3Store:
    """Return the client; nothing of it comes from the environment."""
    return S3Store(
        address.bucket,
        config={
            **({"endpoint": address.endpoint} if address.endpoint else {}),
            "region": address.region,
            "access_key_id": address.access_key,
            "secret_access_key": address.secret_key,
            "virtual_hosted_style_request": not address.endpoint,
            "checksum_algorithm": "SHA256",
        },
        client_options={
            "allow_http": address.endpoint.startswith("http:"),
            "connect_timeout": "5s",
            "read_timeout": "20s",
            "timeout": "300s",
        },
        retry_config={"max_retries": 4, "retry_timeout": PATIENCE},
    )


@contextmanager
def _told() -> Iterator[None]:
    """Raise FileNotFoundError or PlaceAway for what the library raises; its texts name keys and addresses."""
    try:
        yield
    except (NotFoundError, AlreadyExistsError) as error:
        if isinstance(error, AlreadyExistsError):
            raise
        raise FileNotFoundError("no such object") from None
    except BaseError as error:
        raise PlaceAway(type(error).__name__) from None
