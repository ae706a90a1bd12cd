"""Cases by the hundred thousand, written as rows: what the product's own filing writes, copied with new keys.

A few cases are filed by the product and serve as patterns. A copy has its own reference, chat, erasure key,
ids and custody chain, with everything that the server itself computes: tokens, boxes, wraps' outer half,
hashes and signatures. Repeated are the age forms inside (sealed text, wrapped private key, `age1…`) and the
receipt's hash. So a copy verifies, has the size of a real one, and opens for nobody. Tokens of campaigns, 43
for a text and a number, are left out: `bench.campaigns.lookup` measures them.
"""

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import count as counting
from multiprocessing import get_context
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
from storage.unit import Storage

AT_ONCE = 5_000
PATTERNS = 60
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
Row = tuple[Any, ...]


@record
class Pattern:
    """A case that the product filed: its row, its sealed text, its wraps, and the codes of its links."""

    case: dict[str, Any]
    age: bytes
    wraps: tuple[tuple[str, bytes], ...]
    acts: tuple[tuple[str, str, str], ...]


@record
class Batch:
    """Rows of copies by table, in its columns' order; the sum and the number of their links."""

    rows: tuple[list[Row], ...]
    sum: int
    links: int


def cases(storage: Storage, first: int, count: int) -> None:
    """Write so many cases of a year, all still open: the digest's worst case."""
    patterns = _patterns(storage, first)
    starts = range(first + PATTERNS, first + count, AT_ONCE)
    batches = [range(start, min(start + AT_ONCE, first + count)) for start in starts]
    total, links = 0, 0
    with Bulk(storage.database, TABLES) as bulk:
        for batch in _made(storage.database, patterns, batches):
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
    random, found = Random(first), []
    with storage.write() as unit:
        for number in range(first, first + PATTERNS):
            unit.filing.open(_filed(number, random), Reporter(f"telegram:{number + 1}", LANGUAGE), NOON)
    with storage.read() as unit:
        for number in range(first, first + PATTERNS):
            named = reference(number)
            (case,) = unit.transaction.found(select(StoredCase).where(StoredCase.reference == named))
            (entry,) = unit.transaction.found(select(StoredEntry).where(StoredEntry.reference == named))
            age = storage.seals.age_form(bytes(entry.body), (named, str(entry.id)))
            wraps = Wraps(unit.transaction).of(case.erasure)
            bare = tuple([(one.fingerprint, storage.seals.bare(one)) for one in wraps])
            acts = tuple([(act.event, act.actor, act.purpose) for act in unit.custody.of_case(named)])
            found.append(Pattern(case.model_dump(), age, bare, acts))
    return found


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


def _made(database: Database, patterns: Sequence[Pattern], batches: Iterable[range]) -> Iterator[Batch]:
    """Make copies in other processes, a few batches ahead of whoever writes them."""
    ahead = os.cpu_count() or 1
    url = database.url.render_as_string(hide_password=False)
    with ProcessPoolExecutor(
        ahead, get_context("spawn"), initializer=_begin, initargs=(url, database.folder, patterns)
    ) as pool:
        pending: deque[Future[Batch]] = deque()
        for numbers in batches:
            pending.append(pool.submit(_copies, numbers))
            if len(pending) > ahead + 1:
                yield pending.popleft().result()
        for last in pending:
            yield last.result()


class Copier:
    """Makes copies of patterns with the server's key."""

    def __init__(self, storage: Storage, patterns: Sequence[Pattern]) -> None:
        self._vault, self._seals = storage.vault, storage.seals
        self._signer = Signer(self._vault)
        self._patterns = patterns

    def batch(self, numbers: range) -> Batch:
        """Return the rows of these numbers' cases."""
        random = Random(numbers.start)
        rows: tuple[list[Row], ...] = tuple([] for _ in TABLES)
        total = links = 0
        for number in numbers:
            pattern = self._patterns[number % len(self._patterns)]
            made = self._case(number, pattern, NOON - random.random() * YEAR)
            for table, more in zip(rows, made, strict=True):
                table += more
            for link in made[4]:
                total += int.from_bytes(hashlib.sha256(link[-1].encode()).digest(), "big")
                links += 1
        return Batch(rows, total % (1 << 256), links)

    def _case(self, number: int, pattern: Pattern, now: float) -> tuple[list[Row], ...]:
        ids, vault, named = counting(FIRST + number * EACH), self._vault, reference(number)
        key = ErasureKey(next(ids), os.urandom(32))
        chat, public = f"telegram:{number + 1}", pattern.case["recipient"]
        case = SimpleNamespace(
            **pattern.case
            | {
                "id": next(ids),
                "reference": named,
                "chat": vault.chat(chat),
                "pseudonym": vault.token("pseudonym:" + named)[:6].upper(),
                "created": now,
                "updated": now,
                "address": vault.protect(chat.encode(), f"case:{named}"),
                "erasure": key.number,
                "recipient_seal": recipient_seal(vault, named, public),
            }
        )
        entry = next(ids)
        sealed = self._seals.again(pattern.age, (named, str(entry)), key)
        digests = {"received": vault.token(all_facts(case)), "sealed": sealed.digest}
        links = [*self._links(pattern, named, now, digests, entry, ids)]
        head = (named, len(links), links[-1][-1], self._signer.sign(named, len(links), links[-1][-1]))
        wraps = [case_keys.encrypted(key, name, age) for name, age in pattern.wraps]
        return (
            [(key.number, vault.protect(key.key, f"erasure:{key.number}"))],
            [tuple(vars(case)[column] for column in _CASE)],
            [(entry, named, "filed", sealed.box, now)],
            [(one.number, one.fingerprint, one.box, one.granted) for one in wraps],
            links,
            [head],
        )

    def _links(
        self,
        pattern: Pattern,
        named: str,
        now: float,
        digests: dict[str, str],
        entry: int,
        ids: Iterator[int],
    ) -> Iterator[Row]:
        previous = START
        for seq, (event, actor, purpose) in enumerate(pattern.acts, 1):
            named_thing = purpose if event == "received" else f"entry:{entry}"
            told = (named, seq, now, event, actor, named_thing, digests[event])
            link = hashed(told, previous)
            yield (next(ids), *told, previous, link)
            previous = link


_CASE = [column.name for column in StoredCase.__table__.columns]
_copier: list[Copier] = []


def _begin(url: str, folder: Path, patterns: Sequence[Pattern]) -> None:
    vault = Vault(Vault.server_key(folder / "server.key"))
    _copier[:] = [Copier(Storage(Database(url, folder), vault), patterns)]


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
