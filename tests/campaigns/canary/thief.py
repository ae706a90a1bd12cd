"""Whoever took the server: its disks, its keys, its environment; but no officer's key.

They try what can be tried: the server's own way of reading a case, every secret of the server as if it were
an officer's key, anything on the disks that looks like one; and they open every box that the server itself
can open, to see whether something of a case is in one.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyrage
from sqlalchemy import LargeBinary, select

from bot.base import Base
from bot.settings.server_key import key_path
from storage.audit.headers import with_header
from storage.errors import Unopened
from storage.sealing import age as sealing
from storage.sealing.rotation import PROTECTED
from storage.sealing.server_keys import load
from storage.tables.base import metadata
from storage.tables.cases import StoredCase, StoredEntry, StoredEvidence
from storage.tables.custody import StoredHead, StoredRoot, StoredWrap
from storage.tables.desk import StoredCaseHeaders, StoredCaseNote
from storage.unit import Unit
from tests.campaigns.canary.needles import files

CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
SEALED = {
    StoredEntry.__table__.c.body,
    StoredHead.__table__.c.signature,
    StoredRoot.__table__.c.signature,
    StoredWrap.__table__.c.box,
    StoredCaseNote.__table__.c.body,
    StoredCaseHeaders.__table__.c.body,
}
"""Columns of bytes that are no boxes of the server's."""

IDENTITY = b"AGE-SECRET-KEY-1"


@dataclass(frozen=True, slots=True)
class Box:
    """Something that the server can open: where it stands, whose case (or empty), and what is inside."""

    place: str
    reference: str
    inside: bytes


@dataclass(frozen=True, slots=True)
class Thief:
    """`made` is the deployment as it was taken, key and all; `folder` everything on its disks."""

    made: Base
    folder: Path

    def opened(self) -> list[str]:
        """The references of the cases of which anything could be read; none, if the promise holds."""
        keys = [*self._own_secrets(), *self._found_on_disk()]
        return [reference for reference in self.references() if self._opens(reference, keys)]

    def references(self) -> list[str]:
        """Every case."""
        with self.made.database.read() as connection:
            return [
                row[0]
                for row in connection.execute(
                    select(StoredCase.__table__.c.reference).order_by(StoredCase.__table__.c.id)
                )
            ]

    def boxes(self) -> Iterator[Box]:
        """All that the server itself can open."""
        assert {place.table.c[place.column] for place in PROTECTED} == _columns(), (
            "a column that nobody tried"
        )
        with self.made.database.read() as connection:
            for place in PROTECTED:
                for row in connection.execute(select(place.table)).fetchall():
                    if box := bytes(getattr(row, place.column) or b""):
                        inside = self.made.vault.reveal(box, place.bound_to(row))
                        reference = str(getattr(row, "reference", "") or "")
                        yield Box(f"{place.table.name}.{place.column}", reference, inside)
        uploads = self.made.store("uploads")
        for name in uploads.names():
            yield Box("uploads", "", b"".join(uploads.read(name)))

    def _opens(self, reference: str, keys: list[str]) -> bool:
        """Whether anything of this case can be read: as the server would, and with each of the keys."""
        with self.made.storage.read() as unit:
            try:
                return bool(unit.cases.contents(reference))
            except Unopened:
                pieces = [piece.id for piece in unit.evidence.of_case(reference) if piece.state == "stored"]
                query = select(StoredEntry.__table__).where(StoredEntry.__table__.c.reference == reference)
                entries = list(unit.transaction.rows(query))
                noted = select(StoredCaseNote.__table__).where(
                    StoredCaseNote.__table__.c.reference == reference
                )
                notes = list(unit.transaction.rows(noted))
                made = unit.desk.headers.by_content(reference)
            wraps = [each for row in entries for each in self._wraps(unit, bytes(row.body))]
            wraps += [each for piece in pieces for each in self._wraps(unit, self._beginning(piece))]
        keys = [*keys, *(opened for wrap in wraps if (opened := _decrypted(wrap, keys).decode()))]
        seals = self.made.storage.seals
        sealed = [seals.age_form(bytes(row.body), (reference, str(row.id))) for row in entries]
        sealed += [seals.age_form(bytes(row.body), (reference, f"note:{row.name}")) for row in notes]
        store = self.made.store("evidence")
        sealed += [b"".join(seals.age_file(store.raw(piece), piece)) for piece in pieces]
        sealed += [b"".join(with_header(iter((age,)), header)) for age in sealed for header in made.values()]
        return any(_decrypts(age, keys) for age in sealed)

    def _wraps(self, unit: Unit, head: bytes) -> Iterable[bytes]:
        return self.made.storage.seals.bare_wraps(head, unit.wraps.of).values()

    def _beginning(self, piece: str) -> bytes:
        return next(self.made.store("evidence").raw(piece))

    def _own_secrets(self) -> Iterator[str]:
        """Everything secret of 32 bytes that is here, as an officer's key would be written."""
        ring = load(key_path(self.made.settings), {})
        yield from map(age_identity, (ring.root, *ring.keys))
        yield from (
            age_identity(self.made.vault.secret(purpose)) for purpose in ("tokens", "custody", "case tokens")
        )
        erasure = self.made.storage.seals.erasure
        with self.made.database.read() as connection:
            used = {
                number
                for column in (StoredCase.__table__.c.erasure, StoredEvidence.__table__.c.erasure)
                for number in connection.execute(select(column).where(column > 0)).scalars()
            }
        yield from (age_identity(erasure.get(number).key) for number in sorted(used))

    def _found_on_disk(self) -> Iterator[str]:
        for path in files(self.folder):
            data = path.read_bytes()
            at = data.find(IDENTITY)
            while at >= 0:
                yield data[at : at + 74].decode("ascii", "replace")
                at = data.find(IDENTITY, at + 1)


def _columns() -> set[object]:
    """Columns of bytes in which the server keeps something that it can open."""
    every = (column for table in metadata.tables.values() for column in table.columns)
    return {column for column in every if isinstance(column.type, LargeBinary) and column not in SEALED}


def _decrypts(age: bytes, keys: Iterable[str]) -> bool:
    """Whether one of these opens it."""
    return bool(_decrypted(age, keys))


def _decrypted(age: bytes, keys: Iterable[str]) -> bytes:
    """What is inside; empty where none of these opens it."""
    identities = []
    for key in keys:
        with suppress(ValueError):
            identities.append(sealing.identity(key))
    try:
        return bytes(pyrage.decrypt(age, identities))
    except pyrage.DecryptError:
        return b""


def provider_references(made: Base) -> list[str]:
    """By what the provider could be asked for the files of filed cases; once a file is settled, nothing."""
    with made.storage.read() as unit:
        filed = unit.transaction.rows(
            select(StoredEvidence.__table__.c.id).where(StoredEvidence.__table__.c.reference.is_not(None))
        )
        pieces = [unit.evidence.get(row[0]) for row in filed]
    return [piece.id for piece in pieces if piece and piece.provider_ref]


def age_identity(secret: bytes) -> str:
    """32 bytes as the text of an age identity (Bech32)."""
    prefix, data = "age-secret-key-", _fives(secret)
    expanded = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = _polymod([*expanded, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    data += [check >> 5 * (5 - at) & 31 for at in range(6)]
    return f"{prefix}1{''.join(CHARSET[five] for five in data)}".upper()


def _fives(data: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in data)
    return [int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]


def _polymod(values: list[int]) -> int:
    generators, check = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3), 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(generators):
            check ^= generator if top >> at & 1 else 0
    return check
