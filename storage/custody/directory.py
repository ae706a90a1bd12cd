"""Officers and their keys, as the custody log tells of them: other rows are nothing.

Each change of a row of `keys` or `officers` is a link of a chain of its own: the purpose is the row's name,
the digest a keyed token of the whole row. A row is believed if the newest link of its name holds the row's
token. The tokens need the server's key, and so does the signed head, without which a chain is not believed at
all: a row put in, edited or set back by hand gives nobody anything.
"""

from collections.abc import Mapping

import msgspec

from storage.custody.links import SERVER, Act, Link, broken, signed
from storage.custody.log import Custody
from storage.custody.signer import Signer
from storage.database.transaction import Transaction
from storage.sealing.officer_keys import Key
from storage.sealing.vault import Vault
from storage.tables.cases import StoredOfficer

KEYS, OFFICERS, CAMPAIGNS, INDICATORS = "keys", "officers", "campaigns", "indicators"
DESK, SIGN_INS, FIGURES = "desk", "sign-ins", "figures"
CHAINS = (KEYS, OFFICERS, CAMPAIGNS, INDICATORS, DESK, SIGN_INS, FIGURES)
"""The chains that belong to no case. References are eight capitals and digits."""
SUPERVISOR = "supervisor"
"""The role of officers of versions before 0.3."""
_HEAD = "SELECT count, hash, signature FROM custody_heads WHERE chain = "
_LINKS = (
    "SELECT id, chain, seq, time, event, actor, purpose, digest, previous, hash FROM custody WHERE chain = "
)
_json = msgspec.json.Encoder().encode

Tokens = Mapping[str, str]
"""The token of each row, by the row's name, as the log has it."""


class Directory:
    """Vouches for rows of officers and keys. A chain is read anew only when its head has changed."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.signer = Signer(vault)
        self._known: dict[str, tuple[object, Tokens]] = {}

    def told(self, transaction: Transaction, chain: str) -> Tokens:
        """Return the newest token of every name in the chain; none if the chain is not whole and signed.

        Rows that the transaction holds in memory are not seen.
        """
        heads = transaction.peek(f"{_HEAD}'{chain}'")
        head = tuple(heads[0]) if heads else ()
        known = self._known.get(chain)
        if known is None or known[0] != head:
            known = self._known[chain] = head, self._read(transaction, chain, head)
        return known[1]

    def key(self, row: Key) -> str:
        """Return the token of a key's row."""
        return self._token(
            KEYS, row.fingerprint, row.recipient, row.owner, float(row.added), float(row.removed)
        )

    def officer(self, row: StoredOfficer) -> str:
        """Return the token of an officer's row; a supervisor's is as it was before there were roles."""
        who = (row.id, row.name, row.code_hash, row.chat, row.language)
        times = (float(row.added), float(row.enrolled), float(row.removed))
        state = (row.role, float(row.suspended))
        return self._token(OFFICERS, *who, *times, *(() if state == (SUPERVISOR, 0.0) else state))

    def row(self, name: str, *values: str | float) -> str:
        """Return the token of a row of the desk, which the log knows by this name."""
        return self._token(DESK, name, *values)

    def _token(self, *row: str | float) -> str:
        return self._vault.token("directory:" + _json(row).decode())

    def _read(self, transaction: Transaction, chain: str, head: tuple[object, ...]) -> Tokens:
        if not head:
            return {}
        count, end, signature = head
        # On Postgres another server may have added a link since the head was read.
        query = f"{_LINKS}'{chain}' AND seq <= {int(count)} ORDER BY seq"  # type: ignore[call-overload]  # a number
        links = [Link(*row) for row in transaction.peek(query)]
        whole = signed(self.signer.public, bytes(signature), chain, count, end)  # type: ignore[call-overload]  # a driver's bytes
        if not whole or any(broken(links)) or (len(links), links[-1].hash if links else "") != (count, end):
            return {}
        return {link.purpose: link.digest for link in links}


class KeyRoll:
    """The log's word on keys, within one transaction."""

    def __init__(self, directory: Directory, transaction: Transaction, custody: Custody) -> None:
        self._directory = directory
        self._transaction = transaction
        self._custody = custody

    def told(self) -> Tokens:
        """Return the newest token of every key by its fingerprint; rows still in memory are not seen."""
        return self._directory.told(self._transaction, KEYS)

    def token(self, row: Key) -> str:
        """Return the token of a key's row."""
        return self._directory.key(row)

    def lock(self) -> None:
        """Lock the log until the end of the transaction."""
        self._custody.lock()

    def note(self, event: str, row: Key, now: float) -> None:
        """Write a change of a key into the log."""
        self._custody.add(KEYS, now, Act(event, SERVER, row.fingerprint, self.token(row)))


class DeskRoll:
    """The log's word on keys, passkeys and invitations of the desk, within one transaction."""

    def __init__(self, directory: Directory, transaction: Transaction, custody: Custody) -> None:
        self._directory = directory
        self._transaction = transaction
        self._custody = custody

    def believed(self, name: str, *values: str | float) -> bool:
        """Return whether the log vouches for a row, which was read in this transaction."""
        return self.told().get(name) == self._directory.row(name, *values)

    def told(self) -> Tokens:
        """Return the newest token of every row by its name; empty for a row that was deleted."""
        return self._directory.told(self._transaction, DESK)

    def note(self, act: Act, now: float, *values: str | float) -> None:
        """Write a change of the row that the act's purpose names; without values the row is gone."""
        digest = self._directory.row(act.purpose, *values) if values else ""
        self._custody.add(DESK, now, Act(act.event, act.actor, act.purpose, digest))
        self._transaction.send()  # a later reading in this transaction looks at the database alone


class OfficerRoll:
    """The log's word on officers, within one transaction."""

    def __init__(self, directory: Directory, transaction: Transaction, custody: Custody) -> None:
        self._directory = directory
        self._transaction = transaction
        self._custody = custody

    def believed(self, row: StoredOfficer) -> bool:
        """Return whether the log vouches for the row, which was read in this transaction."""
        return self._directory.told(self._transaction, OFFICERS).get(row.id) == self._directory.officer(row)

    def note(self, event: str, row: StoredOfficer, now: float, by: str = SERVER) -> None:
        """Write a change of an officer into the log."""
        self._custody.add(OFFICERS, now, Act(event, by, row.id, self._directory.officer(row)))
