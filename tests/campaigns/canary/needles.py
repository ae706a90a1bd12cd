"""The search: every mark, in every encoding in which something could have been left lying about.

Plain in several alphabets, base64 at its three offsets, hexadecimal, percent, the escapes of JSON, Python,
HTML and mail, and numbers as a database packs them. Databases are searched twice: their pages as they lie
on the disk, and each column read out, for a long value may be cut where a page ends. So are the dumps that a
backup of Postgres holds, which are compressed.
"""

import base64
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from tests import databases
from tests.campaigns.canary.canaries import Canaries
from tests.storage.cluster import programs

ALPHABETS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1256")
AROUND = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: where, in which encoding, and what stands there."""

    place: str
    encoding: str
    offset: int
    shown: bytes

    def __str__(self) -> str:
        return f"{self.place} at {self.offset}, {self.encoding}: {self.shown!r}"


def encoded(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Bytes as texts that carry bytes would hold them."""
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    yield "percent", "".join(f"%{byte:02x}" for byte in raw).encode()
    yield "PERCENT", "".join(f"%{byte:02X}" for byte in raw).encode()
    yield "quoted-printable", "".join(f"={byte:02X}" for byte in raw).encode()
    yield "escaped bytes", "".join(f"\\x{byte:02x}" for byte in raw).encode()
    for offset in range(3):
        for name, alphabet in (("base64", b"+/"), ("base64 of addresses", b"-_")):
            whole = base64.b64encode(bytes(offset) + raw, alphabet)
            yield f"{name}, offset {offset}", whole[-(-offset * 8 // 6) : (offset + len(raw)) * 8 // 6]


def forms(text: str) -> Iterator[tuple[str, bytes]]:
    """A text in every alphabet and encoding; some come more than once."""
    for alphabet in ALPHABETS:
        raw = text.encode(alphabet)
        yield alphabet, raw
        yield from ((f"{alphabet} in {name}", needle) for name, needle in encoded(raw))
    yield "json", "".join(f"\\u{ord(letter):04x}" for letter in text).encode()
    yield "JSON", "".join(f"\\u{ord(letter):04X}" for letter in text).encode()
    yield "html", "".join(f"&#{ord(letter)};" for letter in text).encode()
    yield "html, hexadecimal", "".join(f"&#x{ord(letter):x};" for letter in text).encode()


class Needles:
    """What to look for, made once for a set of canaries."""

    def __init__(self, canaries: Canaries) -> None:
        marks = canaries.marks
        self._found: dict[bytes, str] = {}
        words = (marks.latin, marks.latin.title(), marks.latin.upper(), marks.arabic, marks.person)
        for text in (*words, *_spoken(marks.phone)):
            self._add(forms(text))
        self._add(encoded(marks.raw))
        self._add([("as received", marks.raw), *_packed(marks.person)])
        digits = f"6{marks.phone}".encode()
        self._found.pop(digits)  # so few digits stand in many a longer number
        self._phone = re.compile(rb"(?<!\d)(?:0|212|00212)?%b\d{4}(?!\d)" % digits)

    def _add(self, forms: Iterable[tuple[str, bytes]]) -> None:
        for name, needle in forms:
            self._found.setdefault(needle, name)

    def __len__(self) -> int:
        return len(self._found) + 1

    def data(self, place: str, data: bytes) -> list[Hit]:
        """What is in these bytes; each needle at its first place."""
        found = [(name, data.find(needle)) for needle, name in self._found.items()]
        if phone := self._phone.search(data):
            found.append(("a number", phone.start()))
        return [
            Hit(place, name, at, data[max(at - AROUND, 0) : at + AROUND]) for name, at in found if at >= 0
        ]

    def text(self, place: str, text: str) -> list[Hit]:
        """What is in this text."""
        return self.data(place, text.encode())

    def folder(self, folder: Path) -> list[Hit]:
        """What is in the files of a folder, in their names, and in the columns of its databases."""
        hits: list[Hit] = []
        for path in files(folder):
            name = str(path.relative_to(folder.parent))
            hits += self.text(f"name of {name}", name)
        for place, data in contents(folder):
            hits += self.data(place, data)
        return hits


def files(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All that can be read below a folder, by its place: files, dumps as SQL too, columns of databases."""
    for path in files(folder):
        name = str(path.relative_to(folder.parent))
        yield name, path.read_bytes()
        if path.suffix == ".db":
            yield from ((f"{name}, {column}", data) for column, data in columns(path))
        if path.suffix == ".dump":
            yield f"{name}, as SQL", _as_sql(path)
    for each in databases.inside(folder):
        with databases.reading(each) as connection:
            for column, data in _columns_in_postgres(connection):
                yield f"{each.relative_to(folder.parent)}, {column}", data


def columns(path: Path) -> Iterator[tuple[str, bytes]]:
    """All values of each column of a SQLite database, with what is in its write-ahead log; of a copy."""
    with tempfile.TemporaryDirectory() as folder:
        for each in path.parent.glob(f"{path.name}*"):
            shutil.copy(each, folder)
        with closing(sqlite3.connect(Path(folder) / path.name)) as database:
            tables = [
                row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            ]
            for table in tables:
                rows = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the database's own names
                yield from _by_column(table, [about[0] for about in rows.description], rows)


def _columns_in_postgres(connection: Connection) -> Iterator[tuple[str, bytes]]:
    """All values of each column in every schema but Postgres's own."""
    own = "('pg_catalog', 'information_schema')"
    query = f"SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN {own}"  # noqa: S608 - our own words
    for schema, table in connection.exec_driver_sql(query).fetchall():
        rows = connection.exec_driver_sql(f'SELECT * FROM "{schema}"."{table}"')  # noqa: S608 - the database's own names
        yield from _by_column(table, list(rows.keys()), rows)


def _by_column(
    table: str, names: Sequence[str], rows: Iterable[Iterable[object]]
) -> Iterator[tuple[str, bytes]]:
    for name, column in zip(names, zip(*rows, strict=True), strict=False):
        yield f"{table}.{name}", b"\n".join(_bytes(value) for value in column)


def _as_sql(dump: Path) -> bytes:
    """A compressed dump of Postgres as plain text, in which bytes are hexadecimal."""
    found = programs()
    assert found, "a dump can be read by Postgres's own programs alone"
    command = [str(found / "pg_restore"), "--file=-", str(dump)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _spoken(mark: str) -> Iterator[str]:
    """The beginning of a number, written together and in pairs."""
    yield f"6{mark}"
    yield from (f"6{gap}{mark[:2]}{gap}{mark[2:]}" for gap in " -.\N{NO-BREAK SPACE}/")


def _packed(mark: str) -> Iterator[tuple[str, bytes]]:
    """The upper bytes of the ids that begin so, in eight bytes; where they differ, both."""
    first, last = int(f"{mark}000"), int(f"{mark}999")
    for number in (first, last):
        yield "eight bytes, the greatest first", number.to_bytes(8, "big")[:6]
        yield "eight bytes, the greatest last", number.to_bytes(8, "little")[2:]
