"""Files that the web page uploads: kept in a place of their own until they are evidence."""

from collections.abc import Iterator
from contextlib import suppress
from secrets import token_hex

from handlers.webchat.settings import TooLarge
from storage.cases.files import EvidenceStore, Incoming
from storage.errors import Retained
from storage.errors import TooLarge as OverLimit


class Upload:
    """One upload. A file over the limit raises the web channel's own error."""

    def __init__(self, store: EvidenceStore) -> None:
        self._ref = token_hex(16)
        self._incoming: Incoming = store.open_write(self._ref)

    def write(self, chunk: bytes) -> None:
        """Add bytes. Raises TooLarge."""
        try:
            self._incoming.write(chunk)
        except OverLimit:
            raise TooLarge from None

    def finish(self) -> str:
        """Make the file durable. Returns its ref."""
        self._incoming.finish()
        return self._ref

    def abort(self) -> None:
        """Delete the upload."""
        self._incoming.abort()


class Uploads:
    """The place of uploads, beside the evidence."""

    def __init__(self, store: EvidenceStore) -> None:
        self._store = store

    def open(self) -> Upload:
        """Begin an upload. Raises DiskFull; its end raises PlaceAway."""
        return Upload(self._store)

    def free(self) -> int:
        """The bytes that the disk has free beyond its reserve; many where the disk does not answer."""
        return self._store.free()

    def read(self, ref: str) -> Iterator[bytes]:
        """The bytes of an upload. Raises FileNotFoundError and PlaceAway."""
        return self._store.read(ref)

    def forget(self, ref: str) -> None:
        """Delete an upload that has become evidence. One that a lock holds is hidden."""
        with suppress(Retained):
            self._store.delete(ref)
