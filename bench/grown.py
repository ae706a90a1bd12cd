"""Cases by the hundred thousand, written as rows: what the product's own filing writes, copied with new keys.

A few cases are filed by the product and serve as patterns. Each copy has its own reference, chat, ids, tokens
and custody chain with its hashes. A **whole** copy, one of `WHOLE`, also has an erasure key of its own,
boxes made with it, a protected address and a signed head: the product verifies it. The other copies repeat
the pattern's boxes and signature, which have the right length and open nowhere. Always repeated are the age
forms inside (sealed text, wrapped private key, `age1…`) and the receipt's hash, so that a copy opens for no
officer. Tokens of campaigns, 43 for a text and a number, are left out: `bench.campaigns.lookup` measures
them.
"""

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

from sqlmodel import select

from bench.bulk import Bulk
from bench.dialogue import LANGUAGE, NOON, STORY, SUSPECT
from flows.core.effects import FileCase
from flows.core.receipts import ALPHABET, REFERENCE_LENGTH, draw
from flows.record import record
from flows.report.categories import CATEGORIES
from storage.cases.filing import recipient_seal
from storage.cases.views import Reporter
from storage.custody.links import LOG, START, all_facts, hashed
from storage.custody.signer import Signer
from storage.database.engine import Database
from storage.sealing import case_keys
from storage.sealing.erasure_keys import ErasureKey
from storage.sealing.vault import Vault
from storage.sealing.wraps import Wraps
from storage.tables.base import Stored
from storage.tables.cases import StoredCase, StoredEntry
from storage.tables.custody import StoredErasureKey, StoredHead, StoredLink, StoredWrap
from storage.unit import Storage, Unit

AT_ONCE = 5_000
PATTERNS = 60
WHOLE = 100
YEAR = 365 * 86400.0
FIRST = 1 << 60
"""Ids of copies rise from here: as long as the product's, and below all that it makes now."""
EACH = 8
"""Ids for each copy: case, erasure key, entry, two links."""
SCATTER = 174_539_261_981
"""Shares no factor with 27, so that every number has a reference of its own."""
TABLES: tuple[type[Stored], ...] = (
    *(StoredErasureKey, StoredCase, StoredEntry, StoredWrap, StoredLink, StoredHead),
)
LINKS = TABLES.index(StoredLink)
Row = tuple[Any, ...]


@record
class Pattern:
    """A case that the product filed: its rows, its sealed text and wraps inside, the codes of its links."""

    case: dict[str, Any]
    age: bytes
    wraps: tuple[tuple[str, bytes], ...]
    acts: tuple[tuple[str, str, str], ...]
    digest: str
    filled: "Boxes"


@record
class Boxes:
    """The encrypted parts of a case's rows (one for each wrap), and the signature of its head."""

    key: bytes
    entry: bytes
    address: bytes
    wraps: tuple[bytes, ...]
    signature: bytes


@record
class Batch:
    """Rows of copies by table, in its columns' order; the sum and the number of their links."""

    rows: tuple[list[Row], ...]
    sum: int
    links: int


def cases(storage: Storage, first: int, count: int, whole: int = WHOLE) -> None:
    """Write so many cases of a year, all still open: the digest's worst case. One of `whole` verifies."""
    patterns = _patterns(storage, first)
    starts = range(first + PATTERNS, first + count, AT_ONCE)
    batches = [range(start, min(start + AT_ONCE, first + count)) for start in starts]
    total, links = 0, 0
    with Bulk(storage.database, TABLES) as bulk:
        for batch in _made(storage.database, patterns, whole, batches):
            bulk.write(batch.rows)
            total, links = total + batch.sum, links + batch.links
    _vouch(storage, total, links)


def reference(number: int) -> str:
    """Scattered as drawn ones are, but never twice: among a million drawn ones two are likely equal."""
    scattered = number * SCATTER % len(ALPHABET) ** REFERENCE_LENGTH
    letters = [scattered // len(ALPHABET) ** place % len(ALPHABET) for place in range(REFERENCE_LENGTH)]
    return "".join(ALPHABET[letter] for letter in letters)


def _patterns(storage: Storage, first: int) -> list[Pattern]:
    """File cases as the product does, and read what it wrote."""
    random = Random(first)
    with storage.write() as unit:
        for number in range(first, first + PATTERNS):
            unit.filing.open(_filed(number, random), Reporter(f"telegram:{number + 1}", LANGUAGE), NOON)
    with storage.read() as unit:
        return [_pattern(storage, unit, reference(number)) for number in range(first, first + PATTERNS)]


def _pattern(storage: Storage, unit: Unit, named: str) -> Pattern:
    (case,) = unit.transaction.found(select(StoredCase).where(StoredCase.reference == named))
    (entry,) = unit.transaction.found(select(StoredEntry).where(StoredEntry.reference == named))
    wraps = Wraps(unit.transaction).of(case.erasure)
    head = unit.custody.head(named)
    assert head is not None
    assert case.address is not None
    age = storage.seals.age_form(bytes(entry.body), (named, str(entry.id)))
    key = storage.vault.protect(bytes(32), "")
    boxes = tuple([bytes(one.box) for one in wraps])
    return Pattern(
        case=case.model_dump(),
        age=age,
        wraps=tuple([(one.fingerprint, storage.seals.bare(one)) for one in wraps]),
        acts=tuple([(act.event, act.actor, act.purpose) for act in unit.custody.of_case(named)]),
        digest=hashlib.sha256(age).hexdigest(),
        filled=Boxes(key, bytes(entry.body), bytes(case.address), boxes, head.signature),
    )


def _filed(number: int, random: Random) -> FileCase:
    return FileCase(
        reference=reference(number),
        secret=draw(random.randbytes(24))[1],
        category=random.choice(CATEGORIES),
        urgent=number % 50 == 0,
        anonymous=True,
        place="",
        answers=(("story", STORY), ("suspects", SUSPECT)),
    )


def _made(
    database: Database, patterns: Sequence[Pattern], whole: int, batches: Iterable[range]
) -> Iterator[Batch]:
    """Make copies in other processes, a few batches ahead of whoever writes them."""
    ahead = os.cpu_count() or 1
    url = database.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(
        ahead, get_context("spawn"), initializer=_begin, initargs=(url, database.folder, patterns, whole)
    ) as pool:
        pending: deque[Future[Batch]] = deque()
        for numbers in batches:
            pending.append(pool.submit(_copies, numbers))
            if len(pending) > ahead + 1:
                yield pending.popleft().result()
        for last in pending:
            yield last.result()


class Copier:
    """Makes copies of patterns with the server's key, one of `whole` with boxes of its own."""

    def __init__(self, storage: Storage, patterns: Sequence[Pattern], whole: int) -> None:
        self._vault, self._seals = storage.vault, storage.seals
        self._signer = Signer(self._vault)
        self._patterns, self._whole = patterns, whole

    def batch(self, numbers: range) -> Batch:
        """Return the rows of these numbers' cases."""
        random = Random(numbers.start)
        rows: tuple[list[Row], ...] = tuple([] for _ in TABLES)
        for number in numbers:
            self._case(rows, number, NOON - random.random() * YEAR)
        links = rows[LINKS]
        total = sum([int.from_bytes(hashlib.sha256(link[-1].encode()).digest(), "big") for link in links])
        return Batch(rows, total % (1 << 256), len(links))

    def _case(self, rows: tuple[list[Row], ...], number: int, now: float) -> None:
        pattern = self._patterns[number % len(self._patterns)]
        vault, named, first = self._vault, reference(number), FIRST + number * EACH
        chat = f"telegram:{number + 1}"
        row = {
            **pattern.case,
            "id": first + 1,
            "reference": named,
            "chat": vault.token("chat:" + chat),
            "pseudonym": vault.token("pseudonym:" + named)[:6].upper(),
            "created": now,
            "updated": now,
            "erasure": first,
            "recipient_seal": recipient_seal(vault, named, pattern.case["recipient"]),
        }
        facts = vault.token(all_facts(SimpleNamespace(**row)))
        links = _links(pattern, named, now, facts, first + 2)
        boxes = pattern.filled
        if number % self._whole == 0:
            boxes = self._boxes(pattern, row, chat, links)
        row["address"] = boxes.address
        keys, cases, entries, wraps, custody, heads = rows
        keys.append((first, boxes.key))
        cases.append(_in_order(row))
        numbered = boxes.entry[:1] + first.to_bytes(8, "big") + boxes.entry[9:]
        entries.append((first + 2, named, "filed", numbered, now))
        for (name, _), box in zip(pattern.wraps, boxes.wraps, strict=True):
            wraps.append((first, name, box, False))
        custody += links
        heads.append((named, len(links), links[-1][-1], boxes.signature))

    def _boxes(self, pattern: Pattern, row: dict[str, Any], chat: str, links: Sequence[Row]) -> Boxes:
        """Return what only a whole copy has."""
        vault, named, first = self._vault, row["reference"], row["erasure"]
        key = ErasureKey(first, os.urandom(32))
        return Boxes(
            vault.protect(key.key, f"erasure:{first}"),
            self._seals.again(pattern.age, (named, str(first + 2)), key).box,
            vault.protect(chat.encode(), f"case:{named}"),
            tuple([case_keys.encrypted(key, name, age).box for name, age in pattern.wraps]),
            self._signer.sign(named, len(links), links[-1][-1]),
        )


def _links(pattern: Pattern, named: str, now: float, facts: str, entry: int) -> list[Row]:
    links, previous = [], START
    for seq, (event, actor, purpose) in enumerate(pattern.acts, 1):
        received = event == "received"
        thing, digest = (purpose, facts) if received else (f"entry:{entry}", pattern.digest)
        told = (named, seq, now, event, actor, thing, digest)
        link = hashed(told, previous)
        links.append((entry + seq, *told, previous, link))
        previous = link
    return links


_in_order = itemgetter(*(column.name for column in StoredCase.__table__.columns))
_copier: list[Copier] = []


def _begin(url: str, folder: Path, patterns: Sequence[Pattern], whole: int) -> None:
    vault = Vault(Vault.server_key(folder / "server.key"))
    _copier[:] = [Copier(Storage(Database(url, folder), vault), patterns, whole)]


def _copies(numbers: range) -> Batch:
    return _copier[0].batch(numbers)


def _vouch(storage: Storage, total: int, links: int) -> None:
    """Bring the head over all chains up to the new links."""
    with storage.write() as unit:
        head = unit.custody.head(LOG)
        assert head is not None
        there = f"{(int(head.hash or '0', 16) + total) % (1 << 256):064x}"
        count = head.count + links
        signature = storage.signer.sign(LOG, count, there)
        row = {"count": count, "hash": there, "signature": signature}
        changed = StoredHead.__table__.update().where(StoredHead.__table__.c.chain == LOG).values(row)
        unit.transaction.execute(changed)
