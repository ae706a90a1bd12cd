"""Pieces of evidence: what was promised, what was fetched, what failed. The bytes are in `files.py`.

A piece belongs to its draft until it is attached to a case; only loose pieces can be discarded. Once it is
attached it tells no longer which chat and message it came in.
"""

from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, bindparam, delete, literal_column, select, update

from flows.core.effects import Fetch
from flows.core.events import Event, Origin
from flows.record import record
from storage.cases.custody import REPORTER, Act, Custody
from storage.cases.views import Item
from storage.database.ids import Ids
from storage.database.statements import Lookup, Write, inserting
from storage.database.transaction import Transaction
from storage.sealing.file_cipher import Kept
from storage.sealing.vault import Vault
from storage.tables.cases import EVIDENCE
from storage.tables.custody import SHREDS

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
        erasure=bindparam("erasure_"),
        provider_ref=bindparam("nothing_"),
    ),
    ("sha256_", "size_", "media_type_", "stored_at_", "erasure_", "nothing_", "id_"),
    order=2,
)
_FAILED = Write(
    update(EVIDENCE)
    .where(_e.id == bindparam("id_"), _expected)
    .values(
        state=literal_column("'fetch_failed'"),
        reason=bindparam("reason_"),
        provider_ref=bindparam("nothing_"),
    ),
    ("reason_", "nothing_", "id_"),
    order=2,
)
_ATTACH = Write(
    update(EVIDENCE)
    .where(_e.id == bindparam("id_"), _e.state != literal_column("'discarded'"))
    .values(
        reference=bindparam("reference_"),
        name=bindparam("name_"),
        origin=bindparam("origin_"),
        chat=literal_column("''"),
        message=literal_column("''"),
    ),
    ("reference_", "name_", "origin_", "id_"),
    order=3,
)
_DISCARD = Write(
    update(EVIDENCE).where(_e.id == bindparam("id_"), _loose).values(state=literal_column("'discarded'")),
    ("id_",),
    order=4,
)
SHRED = inserting(SHREDS, order=5)
_FIND = Lookup("id, kind, state, sha256, reference, name, origin", "evidence", "id")


@record
class _Known:
    """What this transaction knows of a piece, from its own writes or from the database."""

    item: Item
    state: str
    digest: str
    reference: str


@record
class Piece:
    """A piece of evidence. `name` is the reporter's, never to be trusted; `reference` is empty in a draft.

    `chat` is the vault's token. Chat, message, name and origin are empty once filed; the last two are sealed
    with the case.
    """

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

    def __init__(self, transaction: Transaction, vault: Vault, custody: Custody, ids: Ids) -> None:
        self._transaction = transaction
        self._vault = vault
        self._custody = custody
        self._ids = ids
        self._known: dict[str, _Known] = {}

    def expect(self, fetch: Fetch, event: Event) -> None:
        """A file is to be fetched; what the channel said of it is kept with it."""
        piece, media = fetch.evidence, fetch.media
        ref = self._protect(media.ref.encode(), "ref", piece)
        name = self._protect(media.name.encode(), "name", piece)
        origin = self._protect(_encode(fetch.origin), "origin", piece)
        chat = self._vault.chat(event.chat)
        told = (piece, chat, None, media.kind, "expected", ref, event.message, event.time, name)
        self._transaction.write(_EXPECT, (*told, origin, media.size or 0, "", "", "", 0.0, 0))
        item = Item(piece, media.kind, media.name, fetch.origin)
        self._know(piece, _Known(item, "expected", "", ""))

    def stored(self, piece: str, kept: Kept, now: float) -> None:
        """The file is durable; call only after `Incoming.finish`. It goes where nobody waits for it."""
        row = (kept.sha256, kept.size, kept.media_type, now, kept.erasure, b"", piece)
        self._transaction.write(_STORED, row)
        known = self._find((piece,)).get(piece)
        if known is None or known.state == "discarded":
            self._transaction.write(SHRED, (self._ids.next(), kept.erasure, piece))
        elif known.state == "expected":
            self._know(piece, replace(known, state="stored", digest=kept.sha256))
            if known.reference:
                self._custody.add(known.reference, now, _sealed(piece, kept.sha256))

    def failed(self, piece: str, reason: str) -> None:
        """The file could not be had; the reason is a code, never content."""
        self._transaction.write(_FAILED, (reason, b"", piece))

    def attach(self, pieces: tuple[str, ...], reference: str) -> tuple[tuple[Item, ...], tuple[Act, ...]]:
        """These belong to the case from now on: what is to be sealed with it, and for its custody chain."""
        found = self._find(pieces)
        mine = [found[piece] for piece in pieces if piece in found and _free(found[piece])]
        for known in mine:
            self._transaction.write(_ATTACH, (reference, b"", b"", known.item.id))
            self._know(known.item.id, replace(known, reference=reference))
        stored = (known for known in mine if known.state == "stored")
        acts = tuple(_sealed(known.item.id, known.digest) for known in stored)
        return tuple(known.item for known in mine), acts

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

    def awaited(self) -> set[str]:
        """By what the channels are still to be asked for files."""
        refs = select(_e.id, _e.provider_ref).where(_e.state == "expected")
        return {self._reveal(box, "ref", piece).decode() for piece, box in self._transaction.rows(refs)}

    def discarded(self, limit: int = 100) -> list[str]:
        """Pieces whose files are to be deleted, after which `remove` forgets them."""
        gone = select(_e.id).where(_loose, _e.state == "discarded").order_by(_e.received).limit(limit)
        return [row[0] for row in self._transaction.rows(gone)]

    def remove(self, pieces: list[str]) -> int:
        """Forget discarded pieces, once their files are gone; `Storage.shred` then destroys their keys."""
        discarded = _e.id.in_(pieces) & _loose & (_e.state == "discarded")
        for row in self._transaction.rows(select(_e.erasure).where(discarded, _e.erasure > 0)):
            self._transaction.write(SHRED, (self._ids.next(), row.erasure, ""))
        return self._transaction.execute(delete(EVIDENCE).where(discarded))

    def loose(self, chat: str) -> list[str]:
        """The pieces of this chat's draft."""
        mine = select(_e.id).where(_loose, _e.chat == self._vault.chat(chat), _e.state != "discarded")
        return [row[0] for row in self._transaction.rows(mine)]

    def forget(self, chat: str) -> int:
        """The pieces of this chat's drafts are gone, and listed for `Storage.shred`; how many there were.

        No other piece tells that it came from there: those filed by earlier versions still did.
        """
        gone = self._let_go(_loose & (_e.chat == self._vault.chat(chat)))
        mine = update(EVIDENCE).where(_e.chat == self._vault.chat(chat))
        self._transaction.execute(mine.values(chat="", message=""))
        return gone

    def erase(self, reference: str) -> int:
        """The pieces of a case are gone, and listed for `Storage.shred`; how many there were."""
        return self._let_go(_e.reference == reference)

    def _let_go(self, condition: ColumnElement[bool]) -> int:
        for row in self._transaction.rows(select(_e.id, _e.erasure).where(condition)):
            self._transaction.write(SHRED, (self._ids.next(), row.erasure, row.id))
            self._unknow(row.id)
        return self._transaction.execute(delete(EVIDENCE).where(condition))

    def _find(self, pieces: tuple[str, ...]) -> dict[str, _Known]:
        """What is known of these; read without a savepoint, for the transaction's own writes are known."""
        missing = [piece for piece in pieces if piece not in self._known]
        for row in self._transaction.lookup(_FIND, missing):
            self._known[row[0]] = self._read(*row)
        return {piece: self._known[piece] for piece in pieces if piece in self._known}

    def _read(self, *row: Any) -> _Known:
        piece, kind, state, digest, reference, name, origin = row
        item = Item(piece, kind, self._name(name, piece), self._origin(origin, piece))
        return _Known(item, state, digest, reference or "")

    def _know(self, piece: str, known: _Known) -> None:
        before = self._known.get(piece)
        self._known[piece] = known
        self._transaction.on_drop(lambda: self._recall(piece, before))

    def _unknow(self, piece: str) -> None:
        before = self._known.pop(piece, None)
        self._transaction.on_drop(lambda: self._recall(piece, before))

    def _recall(self, piece: str, before: _Known | None) -> None:
        if before is None:
            self._known.pop(piece, None)
        else:
            self._known[piece] = before

    def _some(self, condition: ColumnElement[bool], limit: int) -> list[Piece]:
        query = select(EVIDENCE).where(condition).order_by(_e.received, _e.id).limit(limit)
        return [self._piece(row) for row in self._transaction.rows(query)]

    def _piece(self, row: Any) -> Piece:
        ref = self._reveal(row.provider_ref, "ref", row.id).decode()
        name, origin = self._name(row.name, row.id), self._origin(row.origin, row.id)
        head = (row.id, row.chat, row.reference or "", row.kind, row.state, ref, row.message)
        rest = (row.size, row.sha256, row.media_type, row.reason, row.stored_at)
        return Piece(*head, row.received, name, origin, *rest)

    def _name(self, box: bytes, piece: str) -> str:
        return self._reveal(box, "name", piece).decode()

    def _origin(self, box: bytes, piece: str) -> Origin | None:
        return _decode_origin(self._reveal(box, "origin", piece)) if box else None

    def _protect(self, data: bytes, field: str, piece: str) -> bytes:
        return self._vault.protect(data, f"evidence {field}:{piece}")

    def _reveal(self, box: bytes, field: str, piece: str) -> bytes:
        return self._vault.reveal(bytes(box), f"evidence {field}:{piece}") if box else b""


def _free(known: _Known) -> bool:
    return not known.reference and known.state != "discarded"


def _sealed(piece: str, digest: str) -> Act:
    return Act("sealed", REPORTER, f"evidence:{piece}", digest)
