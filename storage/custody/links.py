"""Links of the custody log, the hashes that tie them, and the signatures that vouch for them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from flows.core import receipts
from flows.record import record

EVENTS = (
    *("received", "sealed", "opened", "exported", "granted", "grant-discarded", "status", "referral"),
    *("not-opened", "not-exported"),
    *("hold", "forgotten", "followed", "cleared", "listed", "erasure"),
    *("person-asked", "person-late"),
    *("campaign-joined", "campaign-split", "campaign-named", "campaign-dismissed", "campaign-decided"),
    *(
        "key-added",
        "key-removed",
        "key-withdrawn",
        "officer-added",
        "officer-enrolled",
        "officer-left",
        "officer-removed",
        "officer-suspended",
        "officer-restored",
    ),
    *("invited", "invitation-used", "desk-enrolled", "desk-proved", "desk-confirmed", "desk-ended"),
    *("passkey-added", "passkey-removed", "signed-in", "assigned", "noted", "suspect", "feedback"),
    *("handed-over", "handed-back"),
    "brought-over",
    *("unmask-asked", "unmask-agreed", "unmask-refused", "unmasked"),
    *("indicator-confirmed", "indicator-forgotten", "list-imported", "list-dropped", "indicators-exported"),
    *("indicator-cleared", "indicator-reopened", "cases-listed", "statement-alone"),
    "adopted",
)


LOG = "log"


"""The head over all chains: the number of all links, and the sum of their hashes, in whatever order."""


REPORTER, SERVER = "reporter", "server"


START = ""


_json = msgspec.json.Encoder().encode


@record
class Act:
    """Something that happens to a case: actor, purpose (a code, never content), the ciphertext's hash."""

    event: str
    actor: str = SERVER
    purpose: str = ""
    digest: str = ""


@record
class Link:
    """A link of a chain. `time` is UTC, seconds since the epoch."""

    id: int
    chain: str
    seq: int
    time: float
    event: str
    actor: str
    purpose: str
    digest: str
    previous: str
    hash: str

    def expected(self) -> str:
        """Return the hash that this link must have."""
        told = (self.chain, self.seq, self.time, self.event, self.actor, self.purpose, self.digest)
        return hashed(told, self.previous)

    def proof(self) -> str:
        """Return the proof of this link, or an empty text if its hash is none; `broken` then names it."""
        try:
            return receipts.proof(self.hash)
        except ValueError:
            return ""


@record
class Head:
    """The end of a chain: the number of links and the last one's hash, signed."""

    chain: str
    count: int
    hash: str
    signature: bytes = b""


def hashed(told: tuple[Any, ...], previous: str) -> str:
    """Return the SHA-256 over the JSON list of a link's fields and the hash before it."""
    return hashlib.sha256(_json((*told, previous))).hexdigest()


@record
class Told:
    """A case as its chain tells of it: legal hold, status, last change (seconds), whether ever referred.

    `assigned` is the id of the officer who has it, `service` the id of the service that it was handed over to
    and that has not handed it back; either may be an empty text. `whole` is false where the chain was
    changed or is not signed; then the rest cannot be believed.
    """

    hold: bool
    status: str
    updated: float
    referred: bool
    assigned: str
    whole: bool
    service: str = ""


def added(total: str, link: str) -> str:
    """Return the sum of hashes, modulo 2^256, with the hash of one more link."""
    more = int.from_bytes(hashlib.sha256(link.encode()).digest(), "big")
    return f"{(int(total or '0', 16) + more) % (1 << 256):064x}"


def fingerprint(public: bytes) -> str:
    """Return a public key's name for people to compare: 128 bits of its SHA-256, in eight groups."""
    name = hashlib.sha256(public).hexdigest()[:32]
    return "-".join(name[at : at + 4] for at in range(0, 32, 4))


def signed(public: bytes, signature: bytes, *told: Any) -> bool:
    """Return whether the signature belongs to these values."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _json(told))
    except (InvalidSignature, ValueError):
        return False
    return True


def broken(links: Iterable[Link]) -> Iterator[str]:
    """Yield everything wrong inside a chain, link by link."""
    previous, seq, last = "", 0, 0
    for link in links:
        seq += 1
        if link.seq != seq:
            yield f"link-missing:{seq}"
            seq = link.seq
        elif link.previous != previous or link.id <= last:
            yield f"link-out-of-order:{seq}"
        if link.hash != link.expected():
            yield f"link-changed:{seq}"
        previous, last = link.hash, link.id


def proof_of(chain: Sequence[Link]) -> str:
    """Return the proof that the reporter of a case received: of the last link written at filing."""
    filing = chain[0]
    for link in chain[1:]:
        if link.event not in ("sealed", "received") or link.time != filing.time:
            break
        filing = link
    return filing.proof()


def naming(chain: Iterable[Link]) -> frozenset[str]:
    """Return the sealed things of a chain (`entry:…`) that say who the reporter is."""
    found, kind = [], ""
    for link in chain:
        kind = link.purpose if link.event == "received" else kind
        if link.event == "sealed" and kind == "identity" and link.purpose.startswith("entry:"):
            found.append(link.purpose)
    return frozenset(found)


def changing_facts(case: Any) -> str:  # Any: a row of the cases, or the open case that filing keeps
    """Return the facts of a case that may change, as the text of their token."""
    urgent, anonymous = bool(case.urgent), bool(case.anonymous)
    place = f"{case.place}/{case.province}" if case.province else case.place
    return f"state:{case.reference}:{case.category}:{urgent}:{place}:{anonymous}"


def all_facts(case: Any) -> str:  # Any: as above
    """Return the facts with those that never change, which vouch for cases filed since version 0006."""
    own = f":{case.recipient}:{case.recipient_seal}" if case.recipient else ""
    return f"{changing_facts(case)}:{case.id}:{case.channel}:{case.erasure}:{case.secret_hash}{own}"


def rooted(day: date, before: str, hashes: Iterable[str]) -> str:
    """Return the root over the day, the root before, and the hashes of all links since, in order."""
    return hashlib.sha256(_json((day.isoformat(), before, list(hashes)))).hexdigest()


def first_id(day: date) -> int:
    """Return the lowest id that `storage.database.ids` makes on this UTC day."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000) << 20
