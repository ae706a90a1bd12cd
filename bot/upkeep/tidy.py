"""Tidying: deleting what is no longer needed, every hour."""

import asyncio
from collections.abc import Mapping

from bot.settings.config import Retention
from bot.turn.jobs import Piece, write
from flows.channels import INBOX_DAYS
from storage.cases.files import EvidenceStore
from storage.cases.retention import AUTOMATIC
from storage.errors import PlaceAway
from storage.shredding import deleted, shred
from storage.unit import Storage, Unit
from storage.writer import Writer

DAY = 86400.0
AT_ONCE = 500
"""Silent conversations that one round deletes at most."""
STRAY = 300.0
"""Seconds after which an upload that no event took is deleted; an event takes its upload much sooner."""


class Tidying:
    """Deletes rows and files whose time is over. `draft_seconds` is how long a draft is kept."""

    def __init__(
        self,
        *,
        storage: Storage,
        writer: Writer,
        files: EvidenceStore,
        uploads: EvidenceStore,
        retention: Retention,
        draft_seconds: float,
    ) -> None:
        self._storage = storage
        self._writer = writer
        self._files = files
        self._uploads = uploads
        self._retention = retention
        self._draft_seconds = draft_seconds

    async def tidy(self) -> None:
        """Delete old budgets, evidence of old drafts, then rows whose time is over, then what was erased.

        Whoever takes from a budget waits while it is being deleted: that is a short transaction of its own.
        """
        now = self._storage.clock()
        drafts = now - self._draft_seconds - DAY
        await write(self._writer, Piece(lambda unit: unit.nodes.forget_budgets(now - DAY)))

        def discard(unit: Unit) -> list[str]:
            unit.evidence.discard(tuple(piece.id for piece in unit.evidence.stale(drafts)))
            return unit.evidence.discarded()

        unwanted = await write(self._writer, Piece(discard))
        gone = await asyncio.to_thread(lambda: dict(deleted(self._files, unwanted)))
        await write(self._writer, Piece(lambda unit: self._forget(unit, gone, now)))
        await asyncio.to_thread(self._shred)

    def _forget(self, unit: Unit, pieces: Mapping[str, bool], now: float) -> None:
        """Delete rows; a piece whose file a lock holds is put on the list of what is left to destroy."""
        kept = self._retention
        if pieces:
            unit.evidence.remove([*pieces])
        for piece, held in pieces.items():
            if held:
                unit.evidence.shred(0, piece)
        unit.inbox.purge(now - INBOX_DAYS * DAY)
        unit.guesses.purge(now - DAY)
        unit.desk.sessions.purge(now)
        unit.missed.let_go(now - kept.undelivered)
        unit.outbox.purge(now - kept.delivered)
        unit.outbox.purge_parted()
        unit.dead.purge(now - kept.dead_letters)
        unit.retention.forget_closed_addresses(now - kept.delivered, now)
        for chat in unit.conversations.silent(now - kept.conversations, AT_ONCE):
            unit.conversations.forget(chat)
        for reference in unit.retention.expired(now, kept.by_outcome()):
            unit.retention.erase(reference, AUTOMATIC, now)

    def _shred(self) -> None:
        """Destroy what was erased, after the commit, and read a changed server key."""
        shred(self._storage, self._files)
        self._storage.vault.refresh()

    async def stray(self) -> None:
        """Delete uploads that no event took, as when a page sends a file twice."""
        await asyncio.to_thread(self._stray)

    def _stray(self) -> None:
        try:
            old = self._uploads.older(self._storage.clock() - STRAY)
        except PlaceAway:  # the next round looks
            return
        if not old:
            return
        with self._storage.read() as unit:
            awaited = unit.evidence.awaited()
        for _ in deleted(self._uploads, set(old) - awaited):
            pass
