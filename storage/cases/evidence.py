"""Pieces of evidence: which files were promised, stored, or could not be fetched. `files.py` holds the bytes.

A piece belongs to its draft until it is attached to a case; only pieces of drafts can be discarded. An
attached piece no longer says which chat and message it came in.
"""

import msgspec
from sqlalchemy import ColumnElement, delete, update
from sqlmodel import col, select

from flows.core.effects import Fetch
from flows.core.events import Event
from flows.record import changed, record
from flows.said import Origin
from storage.cases.entries import Item
from storage.cases.evidence_statements import (
    ATTACH,
    DISCARD,
    EXPECT,
    FAILED,
    FIND,
    LOOSE,
    SHRED,
    STORED,
    TABLE,
)
from storage.custody.links import REPORTER, Act
from storage.custody.log import Custody
from storage.database.ids import Ids
from storage.database.overlay import Overlay
from storage.database.statements import Values
from storage.database.transaction import Transaction
from storage.sealing.file_cipher import Kept
from storage.sealing.vault import Vault
from storage.sealing.wraps import Wraps
from storage.tables.cases import StoredEvidence
from storage.tables.custody import StoredLink

_e = TABLE.c


@record
class _Known:
    """A piece as this transaction wrote or read it; `reference` is empty in a draft."""

    item: Item
    state: str
    digest: str
    reference: str


@record
class EvidenceRow:
    """A piece of evidence. `name` is the reporter's and never to be trusted; `reference` is empty in a draft.

    `chat` is the vault's token. Chat, message, name and origin are empty once filed, the last two sealed.
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
# Earlier versions stored the origin alone.
_decode_origin = msgspec.msgpack.Decoder(tuple[Origin | None, float] | Origin | None).decode


class EvidenceRows:
    """Reads and changes pieces of evidence in one transaction."""

    def __init__(
        self, transaction: Transaction, *, vault: Vault, custody: Custody, ids: Ids, wraps: Wraps
    ) -> None:
        self._transaction = transaction
        self._wraps = wraps
        self._vault = vault
        self._custody = custody
        self._ids = ids
        self._known: Overlay[str, _Known] = Overlay(transaction)

    def expect(self, fetch: Fetch, event: Event) -> None:
        """Record that a file is to be fetched, with the channel's description of the file."""
        piece, media = fetch.evidence, fetch.media
        self._transaction.write(
            EXPECT,
            EXPECT.row(
                id=piece,
                chat=self._vault.chat(event.chat),
                reference=None,
                kind=media.kind,
                state="expected",
                provider_ref=self._protect(media.ref.encode(), "ref", piece),
                message=event.message,
                received=event.time,
                name=self._protect(media.name.encode(), "name", piece),
                origin=self._protect(_encode((fetch.origin, fetch.sent)), "origin", piece),
                size=media.size or 0,
                sha256="",
                media_type="",
                reason="",
                stored_at=0.0,
                erasure=0,
            ),
        )
        item = Item(piece, media.kind, media.name, fetch.origin, fetch.sent)
        self._known.put(piece, _Known(item, "expected", "", ""))

    def stored(self, piece: str, kept: Kept, now: float) -> None:
        """Record that a file is stored; call only after `Incoming.finish`.

        If the piece was discarded, or its case erased meanwhile, the file is scheduled for deletion.
        """
        known = self._find((piece,)).get(piece)
        if known and known.reference and not self._is_there(piece):
            known = None
        self._transaction.write(
            STORED,
            STORED.row(
                id=piece,
                sha256=kept.sha256,
                size=kept.size,
                media_type=kept.media_type,
                stored_at=now,
                erasure=kept.erasure,
                provider_ref=b"",
            ),
        )
        self._wraps.keep(kept.wraps)
        if known is None or known.state == "discarded":
            self.shred(kept.erasure, piece)
        elif known.state == "expected":
            self._known.put(piece, changed(known, state="stored", digest=kept.sha256))
            if known.reference:
                self._custody.add(known.reference, now, _sealed(piece, kept.sha256))

    def _is_there(self, piece: str) -> bool:
        """Return whether a piece is there when nobody else is erasing cases."""
        self._custody.lock()
        return bool(self._transaction.values(select(StoredEvidence.id).where(_e.id == piece)))

    def failed(self, piece: str, reason: str) -> None:
        """Record that a file could not be fetched; the reason is a code, never content."""
        self._transaction.write(FAILED, FAILED.row(id=piece, reason=reason, provider_ref=b""))

    def attach(self, pieces: tuple[str, ...], reference: str) -> tuple[tuple[Item, ...], tuple[Act, ...]]:
        """Attach pieces to a case; return their descriptions, to be sealed, and acts for the custody log."""
        found = self._find(pieces)
        mine = [found[piece] for piece in pieces if piece in found and _free(found[piece])]
        for known in mine:
            self._transaction.write(
                ATTACH, ATTACH.row(id=known.item.id, reference=reference, name=b"", origin=b"")
            )
            self._known.put(known.item.id, changed(known, reference=reference))
        stored = (known for known in mine if known.state == "stored")
        acts = tuple(_sealed(known.item.id, known.digest) for known in stored)
        return tuple(known.item for known in mine), acts

    def discard(self, pieces: tuple[str, ...]) -> None:
        """Discard a draft's pieces. Attached pieces stay, also those attached in the same batch."""
        for piece in pieces:
            self._transaction.write(DISCARD, DISCARD.row(id=piece))

    def get(self, piece: str) -> EvidenceRow | None:
        """Return one piece, or None."""
        found = self._some(_e.id == piece, 1)
        return found[0] if found else None

    def reference(self, piece: str) -> str:
        """Return the case that has the piece; empty for a draft's, and where there is no such piece."""
        known = self._find((piece,)).get(piece)
        return known.reference if known else ""

    def of_case(self, reference: str) -> list[EvidenceRow]:
        """Return a case's pieces, oldest first."""
        return self._some(_e.reference == reference, 10_000)

    def stale(self, before: float, limit: int = 100) -> list[EvidenceRow]:
        """Return pieces received before this that no case took: discard them with their draft."""
        return self._some(LOOSE & (_e.received < before), limit)

    def awaited(self) -> set[str]:
        """Return the channels' own references of all files that are still to be fetched."""
        query = select(StoredEvidence.id, StoredEvidence.provider_ref).where(_e.state == "expected")
        return {self._reveal(box, "ref", piece).decode() for piece, box in self._transaction.rows(query)}

    def discarded(self, limit: int = 100) -> list[str]:
        """Return pieces whose files are to be deleted; after that, call `remove`."""
        gone = select(StoredEvidence.id).where(LOOSE, _e.state == "discarded")
        found = list(self._transaction.values(gone.order_by(_e.received).limit(limit)))
        filed = self._filed(found)
        return [piece for piece in found if piece not in filed]

    def _filed(self, pieces: list[str]) -> set[str]:
        """Return those pieces that the custody log has in a case, whatever their rows say."""
        if not pieces:
            return set()
        names = [f"evidence:{piece}" for piece in pieces]
        sealed = (StoredLink.event == "sealed", col(StoredLink.purpose).in_(names))
        links = self._transaction.values(select(StoredLink.purpose).where(*sealed))
        return {name.partition(":")[2] for name in links}

    def remove(self, pieces: list[str]) -> int:
        """Delete discarded pieces whose files are deleted; return their number. `shred` destroys the keys."""
        discarded = _e.id.in_(pieces) & LOOSE & (_e.state == "discarded")
        numbers = select(StoredEvidence.erasure).where(discarded, _e.erasure > 0)
        for number in self._transaction.values(numbers):
            self.shred(number, "")
        return self._transaction.execute(delete(StoredEvidence).where(discarded))

    def loose(self, chat: str) -> list[str]:
        """Return the pieces of this chat's draft."""
        mine = (_e.chat == self._vault.chat(chat)) & (_e.state != "discarded")
        return list(self._transaction.values(select(StoredEvidence.id).where(LOOSE, mine)))

    def forget(self, chat: str) -> int:
        """Delete a chat's loose pieces and schedule their files for `Storage.shred`; return their number.

        The chat is removed from all its other pieces too: earlier versions stored it with filed pieces.
        """
        mine = _e.chat == self._vault.chat(chat)
        gone = self._delete(LOOSE & mine, loose=True)
        self._transaction.execute(update(StoredEvidence).where(mine).values(chat="", message=""))
        return gone

    def erase(self, reference: str) -> int:
        """Delete a case's pieces and schedule their files for `Storage.shred`; return their number."""
        return self._delete(_e.reference == reference)

    def _delete(self, condition: ColumnElement[bool], *, loose: bool = False) -> int:
        if loose:
            mine = self._transaction.values(select(StoredEvidence.id).where(condition))
            condition &= _e.id.not_in(self._filed(list(mine)))
        query = select(StoredEvidence.id, StoredEvidence.erasure).where(condition)
        for piece, erasure in self._transaction.rows(query):
            self.shred(erasure, piece)
            self._known.forget(piece)
        return self._transaction.execute(delete(StoredEvidence).where(condition))

    def shred(self, erasure: int, piece: str) -> None:
        """Schedule an erasure key (0: none) and a file (empty: none) to be destroyed."""
        self._wraps.forget(erasure)
        seal = self.seal(erasure, piece)
        row = SHRED.row(id=self._ids.next(), erasure=erasure, evidence=piece, seal=seal)
        self._transaction.write(SHRED, row)

    def seal(self, erasure: int, piece: str) -> str:
        """Return the token without which a scheduled destruction is not believed."""
        return self._vault.token(f"shred:{erasure}:{piece}")

    def _find(self, pieces: tuple[str, ...]) -> dict[str, _Known]:
        """Read without a savepoint: the transaction's own writes are in the overlay."""
        missing = [piece for piece in pieces if piece not in self._known]
        for row in self._transaction.lookup(FIND, missing):
            self._known[row["id"]] = self._read(row)
        return {piece: self._known[piece] for piece in pieces if piece in self._known}

    def _read(self, row: Values) -> _Known:
        piece = row["id"]
        name, origin = self._name(row["name"], piece), self._origin(row["origin"], piece)
        item = Item(piece, row["kind"], name, *origin)
        return _Known(item, row["state"], row["sha256"], row["reference"] or "")

    def _some(self, condition: ColumnElement[bool], limit: int) -> list[EvidenceRow]:
        query = select(StoredEvidence).where(condition).order_by(_e.received, _e.id).limit(limit)
        return [self._row(row) for row in self._transaction.found(query)]

    def _row(self, row: StoredEvidence) -> EvidenceRow:
        return EvidenceRow(
            id=row.id,
            chat=row.chat,
            reference=row.reference or "",
            kind=row.kind,
            state=row.state,
            provider_ref=self._reveal(row.provider_ref, "ref", row.id).decode(),
            message=row.message,
            received=row.received,
            name=self._name(row.name, row.id),
            origin=self._origin(row.origin, row.id)[0],
            size=row.size,
            sha256=row.sha256,
            media_type=row.media_type,
            reason=row.reason,
            stored_at=row.stored_at,
        )

    def _name(self, box: bytes, piece: str) -> str:
        return self._reveal(box, "name", piece).decode()

    def _origin(self, box: bytes, piece: str) -> tuple[Origin | None, float]:
        """Return the origin of a forwarded piece, and the provider's own time of the message."""
        found = _decode_origin(self._reveal(box, "origin", piece)) if box else None
        return found if isinstance(found, tuple) else (found, 0.0)

    def _protect(self, data: bytes, field: str, piece: str) -> bytes:
        return self._vault.protect(data, f"evidence {field}:{piece}")

    def _reveal(self, box: bytes, field: str, piece: str) -> bytes:
        return self._vault.reveal(bytes(box), f"evidence {field}:{piece}") if box else b""


def _free(known: _Known) -> bool:
    return not known.reference and known.state != "discarded"


def _sealed(piece: str, digest: str) -> Act:
    return Act("sealed", REPORTER, f"evidence:{piece}", digest)
