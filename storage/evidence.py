"""Pieces of evidence: what was promised, what was fetched, what failed. The bytes are in `storage.files`.

A piece belongs to its draft until it is attached to a case; only loose pieces can be discarded.
"""

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, bindparam, delete, literal_column, select, update

from flows.effects import Fetch
from flows.events import Event, Origin
from storage.files import Kept
from storage.statements import Write, inserting
from storage.tables import EVIDENCE
from storage.transaction import Transaction
from storage.vault import Vault

_e = EVIDENCE.c
_EXPECT = inserting(EVIDENCE, order=1)
_loose = _e.reference.is_(None)
_expected = _e.state == literal_column("'expected'")

_STORED = Write(
    update(EVIDENCE)
    .where(_e.id == bindparam("id_"), _expected)
    .values(
        state=literal_column("'stored'"),
        sha256=bindparam("sha256_"),
        size=bindparam("size_"),
        media_type=bindparam("media_type_"),
        stored_at=bindparam("stored_at_"),
    ),
    ("sha256_", "size_", "media_type_", "stored_at_", "id_"),
    order=2,
)
_FAILED = Write(
    update(EVIDENCE)
    .where(_e.id == bindparam("id_"), _expected)
    .values(state=literal_column("'fetch_failed'"), reason=bindparam("reason_")),
    ("reason_", "id_"),
    order=2,
)
ATTACH = Write(
    update(EVIDENCE)
    .where(_e.id == bindparam("id_"), _e.state != literal_column("'discarded'"))
    .values(reference=bindparam("reference_")),
    ("reference_", "id_"),
    order=3,
)
_DISCARD = Write(
    update(EVIDENCE).where(_e.id == bindparam("id_"), _loose).values(state=literal_column("'discarded'")),
    ("id_",),
    order=4,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence. `name` is the reporter's, never to be trusted; `reference` is empty in a draft."""

    id: str
    chat: str
    reference: str
    kind: str
    state: str
    provider_ref: str
    message: str
    received: float
    name: str
    origin: Origin | None
    size: int
    sha256: str
    media_type: str
    reason: str
    stored_at: float


_encode = msgspec.msgpack.Encoder().encode
_decode_origin = msgspec.msgpack.Decoder(Origin | None).decode


class EvidenceRows:
    """Pieces of evidence as one transaction sees them."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def expect(self, fetch: Fetch, event: Event) -> None:
        """A file is to be fetched; what the channel said of it is kept with it."""
        piece, media = fetch.evidence, fetch.media
        ref = self._protect(media.ref.encode(), "ref", piece)
        name = self._protect(media.name.encode(), "name", piece)
        origin = self._protect(_encode(fetch.origin), "origin", piece)
        told = (piece, event.chat, None, media.kind, "expected", ref, event.message, event.time, name)
        self._transaction.write(_EXPECT, (*told, origin, media.size or 0, "", "", "", 0.0))

    def stored(self, piece: str, kept: Kept, now: float) -> None:
        """The file is durable; call only after `Incoming.finish`."""
        self._transaction.write(_STORED, (kept.sha256, kept.size, kept.media_type, now, piece))

    def failed(self, piece: str, reason: str) -> None:
        """The file could not be had; the reason is a code, never content."""
        self._transaction.write(_FAILED, (reason, piece))

    def attach(self, pieces: tuple[str, ...], reference: str) -> None:
        """These pieces belong to the case from now on. `Cases.open` and `amend` do it by themselves."""
        for piece in pieces:
            self._transaction.write(ATTACH, (reference, piece))

    def discard(self, pieces: tuple[str, ...]) -> None:
        """The draft is gone; attached pieces stay, also those attached in the same batch."""
        for piece in pieces:
            self._transaction.write(_DISCARD, (piece,))

    def get(self, piece: str) -> Piece | None:
        """One piece."""
        found = self._some(_e.id == piece, 1)
        return found[0] if found else None

    def of_case(self, reference: str) -> list[Piece]:
        """A case's pieces, oldest first."""
        return self._some(_e.reference == reference, 10_000)

    def stale(self, before: float, limit: int = 100) -> list[Piece]:
        """Pieces received before this that no case took: discard them with their draft."""
        return self._some(_loose & (_e.received < before), limit)

    def discarded(self, limit: int = 100) -> list[str]:
        """Pieces whose files are to be deleted, after which `remove` forgets them."""
        gone = select(_e.id).where(_loose, _e.state == "discarded").order_by(_e.received).limit(limit)
        return [row[0] for row in self._transaction.rows(gone)]

    def remove(self, pieces: list[str]) -> int:
        """Forget discarded pieces, once their files are gone."""
        gone = delete(EVIDENCE).where(_e.id.in_(pieces), _loose, _e.state == "discarded")
        return self._transaction.execute(gone)

    def _some(self, condition: ColumnElement[bool], limit: int) -> list[Piece]:
        query = select(EVIDENCE).where(condition).order_by(_e.received, _e.id).limit(limit)
        return [self._piece(row) for row in self._transaction.rows(query)]

    def _piece(self, row: Any) -> Piece:
        ref = self._reveal(row.provider_ref, "ref", row.id).decode()
        name = self._reveal(row.name, "name", row.id).decode()
        origin = _decode_origin(self._reveal(row.origin, "origin", row.id))
        head = (row.id, row.chat, row.reference or "", row.kind, row.state, ref, row.message)
        rest = (row.size, row.sha256, row.media_type, row.reason, row.stored_at)
        return Piece(*head, row.received, name, origin, *rest)

    def _protect(self, data: bytes, field: str, piece: str) -> bytes:
        return self._vault.protect(data, f"evidence {field}:{piece}")

    def _reveal(self, box: bytes, field: str, piece: str) -> bytes:
        return self._vault.reveal(bytes(box), f"evidence {field}:{piece}")
