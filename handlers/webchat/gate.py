"""Admission of new sessions: within the budgets at once, beyond them after a proof of work.

A known session is always let through. Everything here is in memory; several servers share the budgets.
"""

from collections.abc import Callable

from cachetools import LRUCache

from handlers.buckets import Buckets, Budget
from handlers.channel import BadRequest
from handlers.webchat.proof import VALID, Proofs
from handlers.webchat.refusals import ProofNeeded, TooMany, Unavailable
from handlers.webchat.session import Visitor
from handlers.webchat.settings import WebSettings

SESSIONS = 50_000


class Gate:
    """Tells known sessions from new ones and admits the new ones. `filed` is given each chat that filed."""

    def __init__(self, settings: WebSettings, filed: Callable[[str], None]) -> None:
        self._filed = filed
        limits, clock, sharing = settings.limits, settings.clock, settings.networks.sharing
        self._known = settings.known
        self._networks = settings.networks
        self._refused = settings.refused
        self._sessions = Budget(
            limits.network_sessions, limits.sessions, clock, sharing=sharing, kind="web sessions"
        )
        self._filings = Budget(
            limits.network_filings, limits.filings, clock, sharing=sharing, kind="web filings"
        )
        self._own_filings = Buckets(
            limits.session_filings, clock, sharing=sharing, kind="filings of a session"
        )
        self._proven = Budget(limits.network_proofs, limits.proofs, clock, sharing=sharing, kind="web proofs")
        self._now = settings.now
        self._proofs = Proofs(settings.key, settings.now)
        self._admitted: LRUCache[str, bool] = LRUCache(SESSIONS)
        self._new: LRUCache[str, bool] = LRUCache(SESSIONS)
        self._must_work: LRUCache[str, int] = LRUCache(SESSIONS)
        """By session that filed too many: since when, in milliseconds since the epoch."""

    def admitted(self, chat: str) -> bool:
        """Return whether this server has admitted the session."""
        return chat in self._admitted

    async def known(self, chat: str) -> bool:
        """Return whether the session was admitted, before or elsewhere too. Raises Unavailable."""
        if chat in self._admitted:
            return True
        if chat not in self._new or (self._networks.sharing.on and chat not in self._must_work):
            if await self._is_stored(chat):
                self._admitted[chat] = True
                return True
            self._new[chat] = True
        return False

    async def _is_stored(self, chat: str) -> bool:
        try:
            return await self._known(chat)
        except Exception as error:  # of any kind: its text may name content
            raise Unavailable(type(error).__name__) from None

    async def admit(self, visitor: Visitor) -> None:
        """Let the session through, which is known from then on. Raises ProofNeeded and Unavailable."""
        chat, network = visitor.chat, visitor.network
        await self._count_filings()
        self._networks.note(chat, network)
        if await self.known(chat):
            return
        if self._has_worked(visitor):
            self._must_work.pop(chat, None)
            self._admitted[chat] = False
            return
        if chat in self._must_work or await self._beyond(network):
            self._refused("proof")
            raise ProofNeeded(self._proofs.challenge(chat))
        self._admitted[chat] = False

    async def prove(self, visitor: Visitor, payload: str) -> int:
        """Admit the session for its proof of work, and return when it was asked for that (milliseconds).

        0 where it was admitted before without one. Raises BadRequest, and TooMany where too many worked.
        """
        admitted = visitor.chat in self._admitted
        if (after := await self._proven.short(visitor.network)) and not admitted:
            self._refused("sessions")
            raise TooMany(after, crowded=True)
        asked = 0 if after else self._proofs.holds(visitor.chat, payload)
        if not asked or asked < self._must_work.get(visitor.chat, 0):
            if admitted:
                return 0
            raise BadRequest(403)
        await self._proven.taken(visitor.network)
        self._must_work.pop(visitor.chat, None)
        self._admitted.setdefault(visitor.chat, False)
        return asked

    async def _beyond(self, network: str) -> bool:
        """Whether a new session is one too many; counts it where it is not."""
        return bool(await self._filings.short(network) or await self._sessions.taken(network))

    def _has_worked(self, visitor: Visitor) -> bool:
        """Whether another server asked the session for work and got it, and no more was asked since."""
        oldest = int((self._now() - VALID) * 1000)
        return visitor.proven >= max(oldest, self._must_work.get(visitor.chat, 0))

    def said(self, chat: str) -> None:
        """Note that a message of this session was taken."""
        self._admitted[chat] = True

    def has_said(self, chat: str) -> bool:
        """Return whether a message of this session was ever taken: such a session has a reserve."""
        return bool(self._admitted.get(chat))

    async def _count_filings(self) -> None:
        """Count reports since the last call. A session that files too many has to show work for more."""
        for chat in self._networks.filings():
            self._filed(chat)
            await self._filings.taken(self._networks.of(chat))
            if chat in self._admitted and await self._own_filings.taken(chat):
                self._admitted.pop(chat, None)  # another call may have done it meanwhile
                self._new[chat] = True
                self._must_work[chat] = int(self._now() * 1000)
