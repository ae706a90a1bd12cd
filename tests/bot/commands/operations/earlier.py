"""Data folders as earlier versions wrote them: their tables, rows, boxes and places of files.

Everything is spelled out here with plain SQL and the libraries for encryption, so that no change of today's
program changes what an earlier one is said to have written. Only the tables come from today's migrations.
"""

import hashlib
import hmac
import json
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

from storage.database.engine import Database
from storage.database.migrate import upgrade

DAY = 86400.0
CHAT = "telegram:7654321"
OFFICER = "ab12cd34"


@dataclass(frozen=True)
class Version:
    """`revision` of the tables; `deep`: files lie in `ab/cd/abcd…`; `tied`: filed evidence names its chat."""

    name: str
    revision: str
    deep: bool
    tied: bool


VERSIONS = (
    Version("files two folders deep", "0002", deep=True, tied=True),
    Version("one table for missed messages", "0004", deep=False, tied=False),
    Version("0.1.0", "0005", deep=False, tied=False),
)


@dataclass
class Earlier:
    """A data folder of an earlier version, with one officer. `now`: seconds since the epoch."""

    version: Version
    folder: Path
    now: float
    key: bytes = field(default_factory=lambda: os.urandom(32))
    identity: Any = field(default_factory=pyrage.x25519.Identity.generate)
    _id: int = 0

    def make(self) -> None:
        """Make the tables and the server's key, and enrol the officer."""
        database = Database("", self.folder)
        with database.write() as connection:
            upgrade(connection, self.version.revision)
        database.close()
        (self.folder / "server.key").write_bytes(self.key)
        (self.folder / "server.key").chmod(0o600)
        with closing(sqlite3.connect(self.folder / "erasure.db")) as erasure:
            erasure.execute("CREATE TABLE keys (id INTEGER NOT NULL PRIMARY KEY, key BLOB NOT NULL)")
        public = str(self.identity.to_public())
        print_ = hashlib.sha256(public.encode()).hexdigest()[:16]
        added = self.now - 400 * DAY
        self._add("keys", fingerprint=print_, recipient=public, owner=OFFICER, added=added, removed=0.0)
        self._add(
            "officers",
            id=OFFICER,
            name="Salma",
            code_hash="",
            language="fr",
            added=added,
            enrolled=added,
            removed=0.0,
            chat=self._token("chat:telegram:900"),
            address=self._protected(b"telegram:900", f"officer:{OFFICER}"),
        )

    def file(self, reference: str, piece: str, data: bytes, age: float, status: str = "received") -> None:
        """A case of `age` days with one file; another status was given to it a minute later."""
        time, answers = self.now - age * DAY, [["story", f"histoire {reference}"]]
        number, erasure = self._next(), self._erasure_key()
        self._case(reference, number, erasure[0], status=status, created=time)
        item = {"id": piece, "kind": "photo", "name": "preuve.png", "origin": None}
        body, digest = self._entry(reference, entry := self._next(), [answers, [item]], erasure)
        self._add("entries", id=entry, reference=reference, kind="filed", body=body, time=time)
        sealed = self._evidence(reference, piece, data, time)
        facts = self._token(f"state:{reference}:fraud:False:casablanca:True")
        links = [
            (time, "received", "reporter", "filed", facts),
            (time, "sealed", "server", f"entry:{entry}", digest),
            (time, "sealed", "reporter", f"evidence:{piece}", sealed),
        ]
        if status != "received":
            change = self._next()
            note = self._protected(b"", f"note:{change}")
            row = {"id": change, "reference": reference, "status": status, "officer": ""}
            self._add("status_changes", **row, note=note, time=time + 60)
            links.append((time + 60, "status", "reporter", f"{change}:{status}", ""))
        self._chain(reference, links)

    def left_to_destroy(self, piece: str, data: bytes) -> None:
        """A file whose case was erased just before the server stopped."""
        number, _, _ = self._sealed_file(piece, data)
        self._add("shreds", id=self._next(), erasure=number, evidence=piece)

    @property
    def signer(self) -> str:
        """The name of the key that signs the log, as officers compare it."""
        return hashlib.sha256(self._signer().public_key().public_bytes_raw()).hexdigest()[:32]

    def place(self, piece: str) -> Path:
        """The file of this piece."""
        folder = self.folder / "evidence" / piece[:2]
        return folder / piece[2:4] / piece if self.version.deep else folder / piece

    def _case(self, reference: str, number: int, erasure: int, *, status: str, created: float) -> None:
        secret = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(f"secret of {reference}")
        self._add(
            "cases",
            category="fraud",
            status=status,
            open=status == "received",
            urgent=False,
            anonymous=True,
            hold=False,
            place="casablanca",
            channel="telegram",
            language="ary",
            pseudonym=self._token(f"pseudonym:{reference}")[:6].upper(),
            id=number,
            reference=reference,
            secret_hash=secret,
            chat=self._token(f"chat:{CHAT}"),
            created=created,
            updated=created + (0 if status == "received" else 60),
            evidence_count=1,
            erasure=erasure,
            address=self._protected(CHAT.encode(), f"case:{reference}"),
        )

    def _entry(self, case: str, entry: int, said: list[Any], erasure: tuple[int, bytes]) -> tuple[bytes, str]:
        content = _json(dict(zip(("answers", "evidence"), said, strict=True)))
        told = {"case": case, "entry": str(entry), "sha256": hashlib.sha256(content).hexdigest()}
        inside = _json(told)[:-1] + b',"content":' + content + b"}"
        age = self._age(inside.ljust(1024))
        return _wrapped(age, f"sealed:{case}:{entry}", erasure), hashlib.sha256(age).hexdigest()

    def _evidence(self, reference: str, piece: str, data: bytes, time: float) -> str:
        number, digest, size = self._sealed_file(piece, data)
        tied = {"chat": self._token(f"chat:{CHAT}"), "message": "7"}
        self._add(
            "evidence",
            id=piece,
            reference=reference,
            kind="photo",
            state="stored",
            provider_ref=b"",
            **(tied if self.version.tied else dict.fromkeys(tied, "")),
            received=time,
            name=b"",
            origin=b"",
            size=size,
            sha256=digest,
            media_type="image/png",
            reason="",
            stored_at=time,
            erasure=number,
        )
        return digest

    def _sealed_file(self, piece: str, data: bytes) -> tuple[int, str, int]:
        """The number of the file's erasure key; the hash and the size of its age form."""
        assert len(data) <= 1024
        erasure = self._erasure_key()
        told = {"evidence": piece, "sha256": hashlib.sha256(data).hexdigest()}
        trailer = _json(told | {"size": len(data), "media_type": "image/png"}).ljust(511) + b"\n"
        age = self._age(data.ljust(1024, b"\0") + trailer)
        self.place(piece).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.place(piece).write_bytes(_wrapped(age, f"sealed:{piece}", erasure))
        return erasure[0], hashlib.sha256(age).hexdigest(), len(age)

    def _age(self, inside: bytes) -> bytes:
        return bytes(pyrage.encrypt(inside, [self.identity.to_public()]))

    def _chain(self, chain: str, links: list[tuple[float, str, str, str, str]]) -> None:
        previous = ""
        for seq, (time, event, actor, purpose, digest) in enumerate(links, 1):
            told = (chain, seq, time, event, actor, purpose, digest, previous)
            own = hashlib.sha256(_json(told)).hexdigest()
            columns = ("chain", "seq", "time", "event", "actor", "purpose", "digest", "previous")
            self._add("custody", **dict(zip(columns, told, strict=True)), id=self._next(), hash=own)
            previous = own
        signature = self._signer().sign(_json([chain, len(links), previous]))
        self._add("custody_heads", chain=chain, count=len(links), hash=previous, signature=signature)

    def _signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._secret("custody"))

    def _erasure_key(self) -> tuple[int, bytes]:
        number, key = self._next(), os.urandom(32)
        self._insert("erasure.db", "keys", id=number, key=self._protected(key, f"erasure:{number}"))
        return number, key

    def _secret(self, purpose: str) -> bytes:
        root = hmac.digest(self.key, b"ballegh root", "sha256")
        return hmac.digest(root, b"ballegh " + purpose.encode(), "sha256")

    def _token(self, text: str) -> str:
        return hashlib.blake2b(text.encode(), digest_size=16, key=self._secret("tokens")).hexdigest()

    def _protected(self, data: bytes, bound_to: str) -> bytes:
        key, nonce = hmac.digest(self.key, b"ballegh bodies", "sha256"), os.urandom(12)
        head = b"\x01" + hashlib.sha256(b"key id" + key).digest()[:4]
        return head + nonce + AESGCMSIV(key).encrypt(nonce, data, bound_to.encode())

    def _next(self) -> int:
        self._id = self._id + 1 if self._id else int(self.now - 400 * DAY) * 1000 << 20
        return self._id

    def _add(self, table: str, **row: Any) -> None:
        self._insert("ballegh.db", table, **row)

    def _insert(self, file: str, table: str, **row: Any) -> None:
        columns, values = ", ".join(row), ", ".join("?" * len(row))
        with closing(sqlite3.connect(self.folder / file)) as database, database:
            database.execute("PRAGMA synchronous = OFF")
            database.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})", [*row.values()])  # noqa: S608  # of this file


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def _wrapped(age: bytes, bound_to: str, erasure: tuple[int, bytes]) -> bytes:
    """The form on disk: version, number of the erasure key, salt, and one last chunk of the stream."""
    number, key = erasure
    salt = os.urandom(16)
    cipher = AESGCM(hmac.digest(key, salt + bound_to.encode(), "sha256"))
    return b"\x02" + number.to_bytes(8, "big") + salt + cipher.encrypt(bytes(11) + b"\x01", age, None)
