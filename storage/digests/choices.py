"""The digests that officers chose. A choice is protected as a whole: it holds a mail address."""

import msgspec
from sqlalchemy import delete
from sqlmodel import select

from flows.record import record
from storage.database.statements import upserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.digests import StoredDigestChoice

DAILY, WEEKLY, OFF = EVERY = ("daily", "weekly", "off")
_d = StoredDigestChoice.__table__.c
_SET = upserting(StoredDigestChoice, order=6)


@record
class DigestChoice:
    """An officer's digest: `every` is one of EVERY; without categories or places none is left out.

    `urgent`: urgent cases alone, `own`: cases of one's own alone. An empty `language` is that of the
    officer's chat, an empty `zone` that of the deployment. `changed` is when this was chosen, in seconds
    since the epoch (0: never, as it is for who chose nothing), `sent` when the last digest was posted.
    """

    every: str = DAILY
    categories: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    urgent: bool = False
    own: bool = False
    email: str = ""
    language: str = ""
    zone: str = ""
    changed: float = 0.0
    sent: float = 0.0

    @property
    def whole(self) -> bool:
        """Return whether no case is left out."""
        return not (self.categories or self.places or self.urgent or self.own)

    @property
    def mailbox(self) -> str:
        """Return the name under which letters to the mail address wait to be sent; empty without one."""
        return f"mail:{self.email}" if self.email else ""


_decoder = msgspec.json.Decoder(DigestChoice)


class DigestChoices:
    """Reads and changes the choices in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def all(self) -> dict[str, DigestChoice]:
        """Return every choice by the officer's id; who is missing gets the usual digest."""
        return {row.officer: self._opened(row) for row in self._transaction.found(select(StoredDigestChoice))}

    def of(self, officer: str) -> DigestChoice:
        """Return the officer's choice."""
        found = self._transaction.found(select(StoredDigestChoice).where(_d.officer == officer))
        return self._opened(found[0]) if found else DigestChoice()

    def choose(self, officer: str, choice: DigestChoice) -> None:
        """Keep a choice in place of the one before."""
        box = self._vault.protect(msgspec.json.encode(choice), f"digest:{officer}")
        self._transaction.write(_SET, _SET.row(officer=officer, box=box))
        self._transaction.send()

    def forget(self, officer: str) -> None:
        """Delete an officer's choice, and the mail address with it."""
        self._transaction.execute(delete(StoredDigestChoice).where(_d.officer == officer))

    def _opened(self, row: StoredDigestChoice) -> DigestChoice:
        return _decoder.decode(self._vault.reveal(bytes(row.box), f"digest:{row.officer}"))
