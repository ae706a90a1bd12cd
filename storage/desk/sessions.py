"""Signed-in browsers, and challenges that a browser must answer once.

A row is found by a keyed token of the cookie or of the challenge: who reads the table can use neither, and
who writes to it can make neither.
"""

import secrets

from sqlalchemy import delete
from sqlmodel import col, select

from flows.record import record
from storage.database.statements import inserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.desk import StoredChallenge, StoredDeskSession

SESSION_SECONDS = 12 * 3600.0
CHALLENGE_SECONDS = 300.0
_ADD = inserting(StoredDeskSession, order=5)
_ASK = inserting(StoredChallenge, order=5)
_s, _c = StoredDeskSession.__table__.c, StoredChallenge.__table__.c


@record
class Session:
    """A signed-in browser: whose it is, and the passkey that signed in."""

    officer: str
    passkey: str
    made: float


class Sessions:
    """Begins, finds and ends sessions in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def begin(self, officer: str, passkey: str, now: float) -> str:
        """Begin a session; return the secret for its cookie, which is not stored."""
        secret = secrets.token_urlsafe(32)
        token = self._token(secret)
        seal = self._seal(token, officer, passkey, now)
        self._transaction.write(
            _ADD, _ADD.row(token=token, officer=officer, passkey=passkey, made=now, seal=seal)
        )
        return secret

    def find(self, secret: str, now: float) -> Session | None:
        """Return the session of this cookie, which lasts for twelve hours, or None."""
        query = select(StoredDeskSession).where(_s.token == self._token(secret))
        for row in self._transaction.found(query.where(_s.made > now - SESSION_SECONDS)):
            if row.seal == self._seal(row.token, row.officer, row.passkey, row.made):
                return Session(row.officer, row.passkey, row.made)
        return None

    def end(self, secret: str) -> None:
        """End the session of this cookie."""
        self._transaction.execute(delete(StoredDeskSession).where(_s.token == self._token(secret)))

    def end_all(self, officer: str, passkey: str = "") -> None:
        """End every session of an officer, or those of one passkey."""
        theirs = _s.officer == officer
        if passkey:
            theirs &= _s.passkey == passkey
        self._transaction.execute(delete(StoredDeskSession).where(theirs))

    def clear(self) -> None:
        """End every session of every officer, and every challenge."""
        self._transaction.execute(delete(StoredDeskSession))
        self._transaction.execute(delete(StoredChallenge))

    def challenge(self, purpose: str, answer: bytes, now: float) -> None:
        """Remember a challenge for five minutes by its right answer."""
        row = _ASK.row(token=self._asked(purpose, answer), until=now + CHALLENGE_SECONDS)
        self._transaction.write(_ASK, row)

    def answered(self, purpose: str, answer: bytes, now: float) -> bool:
        """Return whether this answers a challenge that waits, which nobody can answer again."""
        asked = (_c.token == self._asked(purpose, answer)) & (_c.until > now)
        return self._transaction.execute(delete(StoredChallenge).where(asked)) == 1

    def purge(self, now: float) -> None:
        """Delete sessions and challenges whose time is over."""
        old = col(StoredDeskSession.made) <= now - SESSION_SECONDS
        self._transaction.execute(delete(StoredDeskSession).where(old))
        self._transaction.execute(delete(StoredChallenge).where(_c.until <= now))

    def _token(self, secret: str) -> str:
        return self._vault.token("desk session:" + secret)

    def _seal(self, token: str, *row: str | float) -> str:
        return self._vault.token("desk session row:" + ":".join(map(str, (token, *row))))

    def _asked(self, purpose: str, answer: bytes) -> str:
        return self._vault.token(f"desk challenge:{purpose}:{answer.hex()}")
