"""Brings what an older version stored into the one log, once, when the tables are brought to version 0006."""

from functools import partial

from sqlalchemy import Connection, select

from storage.custody.directory import KEYS, OFFICERS, SUPERVISOR, Directory
from storage.custody.links import LOG, SERVER, Act, added
from storage.custody.log import Custody
from storage.custody.signer import Signer
from storage.database.clock import Clock
from storage.database.ids import Ids
from storage.database.migrate import Older
from storage.database.transaction import Transaction
from storage.sealing.officer_keys import Key
from storage.sealing.vault import Vault
from storage.tables.cases import StoredOfficer
from storage.tables.custody import StoredHead, StoredLink, StoredOfficerKey

_OFFICER = [each for each in StoredOfficer.__table__.c if each.name not in ("role", "suspended")]
"""The columns that there were then."""


def for_older(vault: Vault, clock: Clock | None = None) -> Older:
    """Return the parts with which migrations move what an older version stored under this vault.

    The links that are added have the time of `clock`, or else of this machine.
    """
    return Older(vault, partial(adopt, vault=vault, clock=clock or Clock()))


def adopt(connection: Connection, vault: Vault, clock: Clock) -> None:
    """Begin the head of the log over all links, and write present officers and keys into the log."""
    keys = connection.execute(select(StoredOfficerKey.__table__)).fetchall()
    officers = connection.execute(select(*_OFFICER)).fetchall()
    hashes = connection.execute(select(StoredLink.__table__.c.hash)).scalars().all()
    if not (keys or officers or hashes):
        return
    total = ""
    for link in hashes:
        total = added(total, link)
    signer, ids = Signer(vault), Ids(clock=clock)
    newest = connection.execute(select(StoredLink.__table__.c.id).order_by(StoredLink.__table__.c.id.desc()))
    if last := newest.scalar():
        ids.after(last)
    values = {"chain": LOG, "count": len(hashes), "hash": total}
    signature = signer.sign(LOG, len(hashes), total)
    connection.execute(StoredHead.__table__.insert().values(**values, signature=signature))
    transaction, directory = Transaction(connection), Directory(vault)
    custody, now = Custody(transaction, signer, ids), clock()
    for key in keys:
        row = Key(key.fingerprint, key.recipient, key.owner, key.added, key.removed)
        custody.add(KEYS, now, Act("adopted", SERVER, row.fingerprint, directory.key(row)))
    for one in officers:
        officer = StoredOfficer(**one._mapping, role=SUPERVISOR, suspended=0.0)
        custody.add(OFFICERS, now, Act("adopted", SERVER, officer.id, directory.officer(officer)))
    transaction.flush()
