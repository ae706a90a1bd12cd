"""Keeps the headers by which a case of versions before 0.3 opens with a key of its own.

The officer's browser makes them; the server cannot tell whether they open. The contents stay as they were
sealed at filing, and so do the digests that the custody log has of them.
"""

import hashlib
from collections.abc import Mapping

import msgspec
from sqlalchemy import update
from sqlmodel import col, select

from flows.record import record
from storage.cases.filing import recipient_seal
from storage.custody.links import Act, all_facts
from storage.custody.log import Custody
from storage.database.statements import inserting
from storage.database.transaction import Transaction
from storage.sealing import case_keys
from storage.sealing.seals import Seals, own_key
from storage.sealing.vault import Vault
from storage.sealing.wraps import Wraps
from storage.tables.cases import StoredCase, StoredEntry
from storage.tables.desk import StoredCaseHeaders

_c, _e, _h = StoredCase, StoredEntry, StoredCaseHeaders
_ADD = inserting(StoredCaseHeaders, order=5)
_json = msgspec.json.Encoder(order="sorted").encode
_read = msgspec.json.Decoder(dict[str, bytes]).decode


@record
class BroughtOver:
    """A case's new key as a browser made it: public half, headers by content, wraps by fingerprint."""

    reference: str
    recipient: str
    headers: Mapping[str, bytes]
    wraps: Mapping[str, bytes]


class Headers:
    """Reads and keeps headers in one transaction."""

    def __init__(
        self, transaction: Transaction, *, vault: Vault, seals: Seals, wraps: Wraps, custody: Custody
    ) -> None:
        self._transaction = transaction
        self._vault = vault
        self._seals = seals
        self._wraps = wraps
        self._custody = custody

    def of_case(self, reference: str) -> bytes:
        """Return a case's headers as JSON, by `entry:ID` and `evidence:ID`, or nothing. Raises Unopened."""
        rows = self._transaction.found(select(_h).where(_h.reference == reference))
        return self._seals.age_form(bytes(rows[0].body), (reference, "headers")) if rows else b""

    def by_content(self, reference: str) -> dict[str, bytes]:
        """Return a case's headers by their contents. Raises Unopened."""
        found = self.of_case(reference)
        return _read(found) if found else {}

    def older_entries(self, reference: str) -> list[str]:
        """Return the names of a case's entries that are sealed to each officer's key."""
        rows = self._transaction.found(select(_e).where(_e.reference == reference).order_by(col(_e.id)))
        return [f"entry:{row.id}" for row in rows if not own_key(bytes(row.body))]

    def bring(self, given: BroughtOver, officer: str, now: float) -> None:
        """Give a case a key of its own. Raises ValueError if it has one already."""
        seal = recipient_seal(self._vault, given.reference, given.recipient)
        this = (col(_c.reference) == given.reference) & (col(_c.recipient) == "")
        changed = update(_c).where(this).values(recipient=given.recipient, recipient_seal=seal)
        if not self._transaction.execute(changed):
            raise ValueError("the case has a key of its own")
        (row,) = self._transaction.found(select(_c).where(_c.reference == given.reference))
        key, told = self._seals.key_of(row.erasure), _json(dict(given.headers))
        box = self._seals.again(told, (given.reference, "headers"), key)
        self._transaction.write(
            _ADD, _ADD.row(reference=given.reference, officer=officer, body=box.box, time=now)
        )
        acts = [Act("brought-over", officer, "facts", self._vault.token(all_facts(row)))]
        acts.append(Act("brought-over", officer, "headers", box.digest))
        for name, age in given.wraps.items():
            self._wraps.keep((case_keys.encrypted(key, name, age, granted=True),))
            acts.append(Act("granted", officer, f"case:{name}", hashlib.sha256(age).hexdigest()))
        self._custody.add(given.reference, now, *acts)
