"""A case as it leaves this server: a tar of age files, which any age program opens with an officer's key.

Each content has a key of its own, which lies beside it, sealed to each officer: first that, then the content.
The bundle holds the custody chain with its signed head and the public key that signed it. So officers can
check on their own machine, without this server, that nothing was changed or left out.

    case.json             reference, the server's public key (base64), which file is what
    entries/ID.age        what was said: JSON
    evidence/ID.age       a file as received, padding, and a 512-byte trailer of JSON
    keys/case/NAME.age    the private key that opens the entries, for the officer's key of this fingerprint
    keys/ID/NAME.age      the same for one file of evidence
    headers.json          of a case that got its key later: the headers that were made for it
    custody.jsonl         the chain, a link on each line
    head.json             its signed end
"""

import base64
import re
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field
from io import BytesIO
from pathlib import Path
from typing import IO

import msgspec

from flows.record import record
from storage.audit import headers, tars
from storage.cases.entries import Entry, Item, decode_said
from storage.custody.links import Head, Link, broken, fingerprint, naming, signed
from storage.errors import BadBundle, UnknownSigner, Unopened
from storage.sealing import age as sealing
from storage.sealing.age import Trailer
from storage.sealing.bare_wraps import owners, unwrap

ENTRIES, EVIDENCE, KEYS, HEADERS = "entries", "evidence", "keys", "headers"
FACTS = "facts.age"
CASE = "case"
"""The content to which the key of a case's entries belongs."""
_ID = re.compile(r"(?!(?i:com|lpt)\d\Z)[A-Za-z0-9_-]{4,64}")
"""The ids of evidence are names of files on an officer's machine: no path, and no device of Windows."""
LARGEST_WRAP = 4096
"""Bytes. A wrap for one officer has some 300."""


@record
class About:
    """The content of `case.json`. `entries`: id, kind, time. `rekeyed`: hashes of new age forms, by name.

    `keys`: the fingerprints of the officers who have a private key, by `case` or the id of the evidence.
    Where there are none, the age forms are sealed to each officer's key, as those of versions before 0.3.
    `older`: by name, the first header (base64) of an age form that got another for the case's own key later.
    `withheld`: the ids of entries that are left out because they say who the reporter is.
    """

    reference: str
    public: str
    entries: tuple[tuple[str, str, float], ...]
    evidence: tuple[str, ...]
    rekeyed: dict[str, str]
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()
    older: dict[str, str] = field(default_factory=dict)


@record
class Opened:
    """The content of an opened bundle: entries, trailers of files, the chain, and differences (`wrong`).

    `signer` is the fingerprint of the server's key. `rekeyed`: an officer made the age forms, not the server.
    `withheld`: it was left out who the reporter is.
    """

    reference: str
    entries: tuple[Entry, ...]
    files: tuple[Trailer, ...]
    chain: tuple[Link, ...]
    wrong: tuple[str, ...]
    signer: str
    rekeyed: bool
    withheld: bool = False

    def items(self) -> dict[str, Item]:
        """Return the evidence as its entries describe it, by its id."""
        return {item.id: item for entry in self.entries for item in entry.evidence}


_about = msgspec.json.Decoder(About).decode
_link = msgspec.json.Decoder(Link).decode
_head = msgspec.json.Decoder(Head).decode


def signer_of(path: Path) -> str:
    """Return the fingerprint of the key that signed the bundle. Raises BadBundle and UnknownSigner."""
    with tars.opened(path) as tar:
        bundle = Bundle.read(tar)
    if not bundle.signed():
        raise UnknownSigner
    return fingerprint(bundle.public)


def open_bundle(path: Path, key: str, folder: Path | None = None) -> Opened:
    """Open a bundle with a key, the text of an age identity file; write its files to `folder`.

    Differences are listed in `wrong`, for people to judge. Raises Unopened and BadBundle.
    """
    with tars.opened(path) as tar:
        bundle = Bundle.read(tar)
        entries = tuple(bundle.entry(key, *each) for each in bundle.about.entries)
        files = tuple(bundle.file(key, piece, folder) for piece in bundle.about.evidence)
        wrong = tuple(dict.fromkeys(bundle.wrong(entries, files)))
        about = bundle.about
        signer = fingerprint(bundle.public)
        return Opened(
            reference=about.reference,
            entries=entries,
            files=files,
            chain=bundle.chain,
            wrong=wrong,
            signer=signer,
            rekeyed=bool(about.rekeyed),
            withheld=bool(about.withheld),
        )


@record
class Bundle:
    """A bundle that is being read."""

    tar: tars.Held
    about: About
    chain: tuple[Link, ...]
    head: Head

    @classmethod
    def read(cls, tar: tars.Held) -> "Bundle":
        """Read description, chain and head. Raises BadBundle."""
        try:
            about = _about(tars.short(tar, "case.json"))
            if not all(map(_ID.fullmatch, about.evidence)):
                raise BadBundle
            chain = tuple(_link(line) for line in tars.short(tar, "custody.jsonl").splitlines())
            return cls(tar, about, chain, _head(tars.short(tar, "head.json")))
        except (msgspec.DecodeError, tarfile.TarError):
            raise BadBundle from None

    @property
    def public(self) -> bytes:
        """The server's public key, as the bundle itself gives it. Raises BadBundle."""
        return _decoded(self.about.public)

    def signed(self) -> bool:
        """Return whether that key signed the end of the chain."""
        head = self.head
        return signed(self.public, head.signature, head.chain, head.count, head.hash)

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the names of the age files, each after its content (`case`, or the id of the evidence)."""
        yield from ((CASE, f"{ENTRIES}/{entry}.age") for entry, *_ in self.about.entries)
        yield from ((piece, f"{EVIDENCE}/{piece}.age") for piece in self.about.evidence)

    def wrap(self, content: str, name: str) -> bytes:
        """Return the wrap of a content for the officer's key of this fingerprint. Raises BadBundle."""
        return tars.short(self.tar, f"{KEYS}/{content}/{name}.age", LARGEST_WRAP)

    def private(self, content: str, key: str) -> str:
        """Return the private key of a content, or the officer's where it has none. Raises Unopened."""
        if content not in self.about.keys:
            return key
        mine = [name for name in owners(key) if name in self.about.keys[content]]
        if not mine:
            raise Unopened
        return unwrap(self.wrap(content, mine[0]), key)

    def member(self, name: str) -> IO[bytes]:
        """Return one file of the bundle, for the caller to close. Raises BadBundle."""
        return tars.member(self.tar, name)

    def entry(self, key: str, entry: str, kind: str, time: float) -> Entry:  # a row of the description
        """Return an opened entry. Raises Unopened."""
        with self._sealed(CASE, f"{ENTRIES}/{entry}.age", key) as (chunks, private):
            said = decode_said(sealing.unseal(b"".join(chunks), (self.about.reference, entry), private))
        return Entry(kind, said.answers, time, said.evidence, said.sent)

    def facts(self, key: str) -> bytes:
        """Return the JSON of what this server knew of the case, which a bag holds. Raises Unopened."""
        age = tars.short(self.tar, FACTS)
        return sealing.unseal(age, (self.about.reference, "facts"), self.private(CASE, key))

    def file(self, key: str, piece: str, folder: Path | None) -> Trailer:
        """Check a file, write it to the folder (if given) under its id, return its trailer.

        Raises Unopened.
        """
        with self._sealed(piece, f"{EVIDENCE}/{piece}.age", key) as (chunks, private):
            if folder is None:
                return sealing.unseal_file(chunks, piece, private, BytesIO())
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (folder / Path(piece).name).open("x+b") as kept:
                return sealing.unseal_file(chunks, piece, private, kept)

    @contextmanager
    def _sealed(self, content: str, name: str, key: str) -> Iterator[tuple[Iterator[bytes], str]]:
        """Give an age form in chunks, as long as it is open, and the private key for it. Raises Unopened.

        Where a case got a key of its own later, an officer's key of before still opens what was sealed to it.
        """
        older = self.about.older.get(name, "")
        has = not older or not set(owners(key)).isdisjoint(self.about.keys.get(content, ()))
        with self.member(name) as age:
            if has:
                yield headers.read(age), self.private(content, key)
            else:
                yield headers.with_header(headers.read(age), _decoded(older)), key

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
        told = {link.purpose: link.digest for link in self.chain if link.event == "sealed" or _heads(link)}
        there = {}
        if HEADERS in told:
            with self.member(f"{HEADERS}.json") as made:
                there[HEADERS] = tars.digest(made)
        for _, name in self.names():
            older = self.about.older.get(name, "")
            with self.member(name) as age:
                digest = headers.digest(headers.read(age), _decoded(older)) if older else tars.digest(age)
            again = self.about.rekeyed.get(name)
            purpose = (
                name.removesuffix(".age").replace("entries/", "entry:").replace("evidence/", "evidence:")
            )
            there[purpose] = told.get(purpose, "") if again and again == digest else digest
        may_lack = naming(self.chain).intersection(f"entry:{one}" for one in self.about.withheld)
        for purpose in sorted((told.keys() | there.keys()) - may_lack):
            if told.get(purpose) != there.get(purpose):
                yield f"changed-or-missing:{purpose}"


def _heads(link: Link) -> bool:
    return (link.event, link.purpose) == ("brought-over", HEADERS)


def _decoded(text: str) -> bytes:
    """Return octets that a description has in base64. Raises BadBundle."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise BadBundle from None
