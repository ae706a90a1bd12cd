"""A case as it leaves this server: a tar of age files, which any age program opens with an officer's key.

At export the server unwraps the age forms and adds `exported` to the custody chain; it cannot read the
contents. The bundle holds the chain with its signed head and the public key that signed it. So officers can
check on their own machine, without this server, that nothing was changed or left out.

    case.json             reference, the server's public key (base64), which file is what
    entries/ID.age        what was said: JSON
    evidence/ID.age       a file as received, padding, and a 512-byte trailer of JSON
    custody.jsonl         the chain, a link on each line
    head.json             its signed end
"""

import base64
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import msgspec
import pyrage
from sqlmodel import col, select

from flows.record import record
from storage.audit import tars
from storage.cases.files import EvidenceStore
from storage.cases.views import Entry, decode_said
from storage.custody.links import Act, Head, Link, broken, fingerprint, signed
from storage.durable import sync_folder
from storage.errors import BadBundle, UnknownCase, UnknownSigner, Unopened
from storage.sealing import age as sealing
from storage.sealing.age import Recipients, Trailer
from storage.tables.cases import StoredEntry
from storage.unit import Storage, Unit

_json = msgspec.json.Encoder().encode
_ENTRIES, _EVIDENCE = "entries", "evidence"


@record
class About:
    """The content of `case.json`. `entries`: id, kind, time. `rekeyed`: hashes of new age forms, by name."""

    reference: str
    public: str
    entries: tuple[tuple[str, str, float], ...]
    evidence: tuple[str, ...]
    rekeyed: dict[str, str]


@record
class Opened:
    """The content of an opened bundle: entries, trailers of files, the chain, and differences (`wrong`).

    `signer` is the fingerprint of the server's key. `rekeyed`: an officer made the age forms, not the server.
    """

    reference: str
    entries: tuple[Entry, ...]
    files: tuple[Trailer, ...]
    chain: tuple[Link, ...]
    wrong: tuple[str, ...]
    signer: str
    rekeyed: bool


_about = msgspec.json.Decoder(About).decode
_link = msgspec.json.Decoder(Link).decode
_head = msgspec.json.Decoder(Head).decode


@record
class Order:
    """The case to export, the file to write, the actor, and the time."""

    reference: str
    path: Path
    actor: str
    now: float


def export(storage: Storage, files: EvidenceStore, order: Order) -> None:
    """Write a case's bundle to `order.path`, whole or not at all. Raises UnknownCase and Unopened."""
    fresh = order.path.with_name(order.path.name + ".part")
    with storage.write() as unit:
        if unit.cases.by_reference(order.reference) is None:
            raise UnknownCase
        unit.custody.add(order.reference, order.now, Act("exported", order.actor, "bundle"))
        try:
            with tarfile.open(fresh, "x") as tar:
                _Packing(unit, storage, files).pack(tar, order.reference)
            fresh.rename(order.path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    sync_folder(order.path.absolute().parent)


@record
class _Packing:
    """Writes one case into a tar."""

    unit: Unit
    storage: Storage
    files: EvidenceStore

    def pack(self, tar: tarfile.TarFile, reference: str) -> None:
        """Write all files, the description first."""
        of_case = select(StoredEntry).where(StoredEntry.reference == reference).order_by(col(StoredEntry.id))
        rows = self.unit.transaction.found(of_case)
        pieces = [piece.id for piece in self.unit.evidence.of_case(reference) if piece.state == "stored"]
        public = base64.b64encode(self.storage.signer.public).decode()
        entries = tuple((str(row.id), row.kind, row.time) for row in rows)
        tars.put(tar, "case.json", _json(About(reference, public, entries, tuple(pieces), {})))
        for row in rows:
            age = self.storage.seals.age_form(bytes(row.body), (reference, str(row.id)))
            tars.put(tar, f"{_ENTRIES}/{row.id}.age", age)
        for piece in pieces:
            tars.stream(
                tar, f"{_EVIDENCE}/{piece}.age", self.storage.seals.age_file(self.files.raw(piece), piece)
            )
        chain = self.unit.custody.of_case(reference)
        tars.put(tar, "custody.jsonl", b"\n".join(_json(link) for link in chain) + b"\n")
        tars.put(tar, "head.json", _json(self.unit.custody.head(reference)))


def signer_of(path: Path) -> str:
    """Return the fingerprint of the key that signed the bundle. Raises BadBundle and UnknownSigner."""
    with tarfile.open(path) as tar:
        bundle = _Bundle.read(tar)
    if not bundle.signed():
        raise UnknownSigner
    return fingerprint(bundle.public)


def open_bundle(path: Path, key: str, folder: Path | None = None) -> Opened:
    """Open a bundle with a key, the text of an age identity file; write its files to `folder`.

    Differences are listed in `wrong`, for people to judge. Raises Unopened and BadBundle.
    """
    with tarfile.open(path) as tar:
        bundle = _Bundle.read(tar)
        entries = tuple(bundle.entry(key, *each) for each in bundle.about.entries)
        files = tuple(bundle.file(key, piece, folder) for piece in bundle.about.evidence)
        wrong = tuple(dict.fromkeys(bundle.wrong(entries, files)))
        about = bundle.about
        signer = fingerprint(bundle.public)
        return Opened(about.reference, entries, files, bundle.chain, wrong, signer, bool(about.rekeyed))


def rekey(path: Path, key: str, to: Recipients, target: Path) -> None:
    """Write the bundle sealed to other keys, whole or not at all. Raises Unopened and BadBundle."""
    with tarfile.open(path) as tar, tarfile.open(target, "x") as new:
        try:
            _rekey(_Bundle.read(tar), key, to, new)
        except BaseException:
            target.unlink()
            raise


def _rekey(bundle: "_Bundle", key: str, to: Recipients, new: tarfile.TarFile) -> None:
    rekeyed: dict[str, str] = {}
    for name in bundle.names():
        with TemporaryFile() as sealed, bundle.member(name) as age:
            _resealed(age, sealed, key, to)
            sealed.seek(0)
            rekeyed[name] = tars.digest(sealed)
            tars.add(new, name, sealed)
    tars.put(new, "case.json", _json(asdict(bundle.about) | {"rekeyed": rekeyed}))
    for name in ("custody.jsonl", "head.json"):
        with bundle.member(name) as same:
            tars.put(new, name, same.read())


@record
class _Bundle:
    """A bundle that is being read."""

    tar: tarfile.TarFile
    about: About
    chain: tuple[Link, ...]
    head: Head

    @classmethod
    def read(cls, tar: tarfile.TarFile) -> "_Bundle":
        """Read description, chain and head. Raises BadBundle."""
        try:
            about = _about(tars.member(tar, "case.json").read())
            chain = tuple(_link(line) for line in tars.member(tar, "custody.jsonl").read().splitlines())
            return cls(tar, about, chain, _head(tars.member(tar, "head.json").read()))
        except (msgspec.DecodeError, tarfile.TarError):
            raise BadBundle from None

    @property
    def public(self) -> bytes:
        """The server's public key, as the bundle itself gives it. Raises BadBundle."""
        try:
            return base64.b64decode(self.about.public, validate=True)
        except ValueError:
            raise BadBundle from None

    def signed(self) -> bool:
        """Return whether that key signed the end of the chain."""
        head = self.head
        return signed(self.public, head.signature, head.chain, head.count, head.hash)

    def names(self) -> Iterator[str]:
        """Yield the names of the age files."""
        yield from (f"{_ENTRIES}/{entry}.age" for entry, *_ in self.about.entries)
        yield from (f"{_EVIDENCE}/{piece}.age" for piece in self.about.evidence)

    def member(self, name: str) -> IO[bytes]:
        """Return one file of the tar. Raises BadBundle."""
        return tars.member(self.tar, name)

    def entry(self, key: str, entry: str, kind: str, time: float) -> Entry:  # a row of the description
        """Return an opened entry. Raises Unopened."""
        age = self.member(f"{_ENTRIES}/{entry}.age").read()
        said = decode_said(sealing.unseal(age, (self.about.reference, entry), key))
        return Entry(kind, said.answers, time, said.evidence)

    def file(self, key: str, piece: str, folder: Path | None) -> Trailer:
        """Check a file, write it to the folder (if given) under its id, return its trailer.

        Raises Unopened.
        """
        age = self.member(f"{_EVIDENCE}/{piece}.age")
        chunks = iter(lambda: age.read(1 << 16), b"")
        if folder is None:
            return sealing.unseal_file(chunks, piece, key, BytesIO())
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / Path(piece).name).open("x+b") as kept:
            return sealing.unseal_file(chunks, piece, key, kept)

    def wrong(self, entries: Iterable[Entry], files: Iterable[Trailer]) -> Iterator[str]:
        """Yield each difference in the chain, its signature, the files, and the evidence named in entries."""
        yield from broken(self.chain)
        if not self.signed():
            yield "head-signature"
        head = self.head
        end = (self.about.reference, len(self.chain), self.chain[-1].hash if self.chain else "")
        if (head.chain, head.count, head.hash) != end or {link.chain for link in self.chain} - {head.chain}:
            yield "chain-cut-or-longer-than-signed"
        yield from self._digests()
        named = {item.id for entry in entries for item in entry.evidence}
        yield from (f"evidence-not-named:{each.evidence}" for each in files if each.evidence not in named)

    def _digests(self) -> Iterator[str]:
        """Compare hashes.

        A rekeyed bundle's files are new: they count as unchanged if they match `rekeyed`.
        """
        told = {link.purpose: link.digest for link in self.chain if link.event == "sealed"}
        there = {}
        for name in self.names():
            digest = tars.digest(self.member(name))
            again = self.about.rekeyed.get(name)
            purpose = (
                name.removesuffix(".age").replace("entries/", "entry:").replace("evidence/", "evidence:")
            )
            there[purpose] = told.get(purpose, "") if again and again == digest else digest
        for purpose in sorted(told.keys() | there.keys()):
            if told.get(purpose) != there.get(purpose):
                yield f"changed-or-missing:{purpose}"


def _resealed(age: IO[bytes], out: IO[bytes], key: str, to: Recipients) -> None:
    """Seal the content to other keys, in chunks, so that no plain text reaches a disk."""
    inner = sealing.SealedFile(to, out.write)
    try:
        pyrage.decrypt_io(age, _Into(inner), sealing.identities(key))
        inner.close()
    except (pyrage.DecryptError, OSError, ValueError):
        inner.abort()
        raise Unopened from None


@record
class _Into:
    """The file that decryption writes to."""

    sealed: sealing.SealedFile

    def write(self, data: bytes) -> int:
        """Seal the bytes."""
        self.sealed.write(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: age expects the method."""
