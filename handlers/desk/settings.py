"""The settings of the desk, and the contracts of what answers its calls.

Every method raises `Refused`. Times are seconds since the epoch, octets base64.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from pathlib import Path
from typing import Any, Protocol

from flows.record import record
from handlers.buckets import Rate
from handlers.desk.own.choice import Chosen
from handlers.desk.shapes import Granted, ServiceWrap
from handlers.sharing import Sharing

BUILT = Path(__file__).with_name("built")
Json = dict[str, Any]  # Any: what JSON can hold
Named = Mapping[str, bytes]


@record
class Caller:
    """An officer who is signed in. `state` is unproved, unconfirmed or ready; `secret` is the cookie's."""

    id: str
    name: str
    role: str
    state: str
    secret: str
    passkey: str
    signed_in: float


@record
class Enrolment:
    """A new passkey (JSON of the browser), an officer's new public key, and the box of its private half."""

    credential: bytes
    recipient: str
    way: str
    box: bytes


@record
class Desk:
    """An address under which the page was opened: its origin, and the host that passkeys are bound to."""

    origin: str
    host: str


class Access(Protocol):
    """Letting officers in, and their keys."""

    async def caller(self, secret: str) -> Caller | None:
        """Return whose cookie this is, or None."""

    async def invitation(self, code: str, desk: Desk) -> Json:
        """Return the officer whom a one-time code invites, and what to make a passkey with."""

    async def enrol(self, code: str, made: Enrolment, desk: Desk) -> Json:
        """Use a code up for a passkey and a key."""

    async def sign_in_options(self, desk: Desk) -> Json:
        """Return what to use a passkey with."""

    async def sign_in(self, credential: bytes, desk: Desk) -> tuple[str, Json]:
        """Return the secret for the cookie, and the officer."""

    async def sign_out(self, caller: Caller) -> None:
        """End the session."""

    async def me(self, caller: Caller) -> Json:
        """Return the officer who is signed in."""

    async def challenge(self, caller: Caller) -> Json:
        """Return random bytes that are sealed to the officer's key."""

    async def prove(self, caller: Caller, answer: bytes, way: str) -> Json:
        """Take the opened bytes as a proof that the key can be opened this way."""

    async def passkey_options(self, caller: Caller, desk: Desk) -> Json:
        """Return what to make a further passkey with."""

    async def add_passkey(self, caller: Caller, made: Enrolment, desk: Desk) -> Json:
        """Keep a further passkey with its box."""

    async def passkeys(self, caller: Caller) -> Json:
        """Return the officer's own passkeys."""

    async def remove_passkey(self, caller: Caller, identity: str) -> Json:
        """Take one of them away."""


@record
class Change:
    """A change of a case: what is done, and to which state of the case the officer's page refers."""

    action: str
    version: str = ""
    officer: str = ""
    status: str = ""
    note: str = ""
    question: str = ""
    reason: str = ""
    until: float = 0.0
    id: str = ""
    age: bytes = b""
    number: int = 0
    outcome: str = ""
    service: str = ""
    wraps: tuple[ServiceWrap, ...] = ()


@record
class Query:
    """Which cases to list; an empty text leaves nothing out."""

    queue: str = ""
    category: str = ""
    place: str = ""
    channel: str = ""
    language: str = ""
    status: str = ""
    campaign: str = ""
    since: float = 0.0
    until: float = 0.0
    sort: str = ""
    page: int = 0


class Cases(Protocol):
    """The lists of cases, and the work on them."""

    async def listed(self, caller: Caller, query: Query) -> Json:
        """Return a page of cases, and how many wait in each queue."""

    async def opened(self, caller: Caller, reference: str) -> Json:
        """Return a case with its sealed contents, as far as this officer may open it."""

    async def service_keys(self, caller: Caller, reference: str, service: str) -> Json:
        """Return the keys of a service, with what each lacks of the case."""

    async def officer_keys(self, caller: Caller, reference: str, officer: str) -> Json:
        """Return the keys of an officer, as those of a service."""

    async def evidence(self, caller: Caller, piece: str) -> AsyncIterator[bytes]:
        """Return a sealed file, in chunks."""

    async def exported(self, caller: Caller, reference: str, reason: str, form: str) -> AsyncIterator[bytes]:
        """Return a case's bundle (`storage/audit/bundle.py`), or a bag's sealed part: a tar in chunks."""

    async def change(self, caller: Caller, reference: str, changes: Sequence[Change]) -> Json:
        """Make changes of a case, all of them or none, and return it."""

    async def change_many(self, caller: Caller, references: Sequence[str], changes: Sequence[Change]) -> Json:
        """Change many cases, each by itself; return which were changed, were so before, or refused it."""

    async def statuses(self, caller: Caller, references: Sequence[str]) -> Json:
        """Return what the officer can do with each of these cases, the next statuses among it."""

    async def preview(self, caller: Caller, language: str, change: Change) -> Json:
        """Return the words that a reporter would read."""

    async def search(self, caller: Caller, text: str) -> Json:
        """Return the cases that a text names, or that name what is in it."""


class Unmasking(Protocol):
    """Telling an officer who the reporter is, when another one agrees."""

    async def unmask(self, caller: Caller, reference: str, step: str, reason: str) -> Json:
        """Ask, agree or refuse; return how far the asking has come."""

    async def identity(self, caller: Caller, reference: str) -> Json:
        """Return the sealed entries that say who the reporter is."""

    async def waiting(self, caller: Caller) -> Json:
        """Return the askings that wait for this officer."""


class Bringing(Protocol):
    """Bringing a case of versions before 0.3 over to a key of its own."""

    async def bring(self, caller: Caller, reference: str, public: str, headers: Named, wraps: Named) -> Json:
        """Give a case a key of its own; return the case."""


class Team(Protocol):
    """The officers, and their keys."""

    async def listed(self, caller: Caller) -> Json:
        """Return the officers."""

    async def invite(self, caller: Caller, name: str, role: str, site: str) -> Json:
        """Add an officer; return the one-time link, which begins with `site`."""

    async def confirm(self, caller: Caller, officer: str, name: str) -> Json:
        """Believe an officer's key, by its fingerprint."""

    async def change(self, caller: Caller, deed: str, officer: str) -> Json:
        """Suspend, restore, remove or detach an officer."""


class Grants(Protocol):
    """Giving a colleague what one can open."""

    async def lacking(self, caller: Caller, to: str, after: int, of: str = "") -> Json:
        """Return a page of what the caller's key, or an earlier one, can open and another key cannot."""

    async def challenge(self, caller: Caller, of: str) -> Json:
        """Return random bytes that are sealed to an earlier key."""

    async def grant(self, caller: Caller, given: Granted) -> Json:
        """Keep wraps for another key; return how many."""

    async def discard(self, caller: Caller, reference: str, content: str) -> Json:
        """Delete a wrap that a colleague gave to the caller's key and that opens nothing."""


class Digests(Protocol):
    """An officer's own digest."""

    async def mine(self, caller: Caller) -> Json:
        """Return the choice, and what there is to choose from."""

    async def choose(self, caller: Caller, chosen: Chosen) -> Json:
        """Keep a choice; return as `mine` does."""


class OnDuty(Protocol):
    """The officers on duty, and the reporters who wait for one."""

    async def told(self, caller: Caller) -> Json:
        """Return who is on duty until when, and who waits."""

    async def say(self, caller: Caller, *, present: bool) -> Json:
        """Keep the officer's word to be on duty, or not; return as `told` does."""


class Figures(Protocol):
    """The figures of a period, from its first to its last day, as `2026-07-01`."""

    async def of(self, caller: Caller, first: str, last: str) -> Json:
        """Return the tables of the period beside those of the period before."""

    async def statement(self, caller: Caller, first: str, last: str, language: str) -> Json:
        """Return the statement to the press in words."""

    async def statement_pdf(self, caller: Caller, first: str, last: str, language: str) -> bytes:
        """Return the statement to the press as a PDF."""


@record
class News:
    """News for an open page: its name and what it tells."""

    name: str
    told: Json


NewsQueue = asyncio.Queue[News | None]


class Live(Protocol):
    """The news for open pages."""

    def check_room(self, caller: Caller) -> None:
        """Refuse an officer who has too many open pages."""

    def listen(self, caller: Caller) -> AbstractContextManager[NewsQueue]:
        """Give the queue of an officer's news; `None` in it is the end."""


@record
class DeskLimits:
    """`codes` and `sign_ins` are a network's, `all_codes` and `all_sign_ins` everybody's together.

    `strangers` are cookies that this process has not seen yet; `calls` are those of one session.
    """

    codes: Rate = Rate(burst=10, per_second=10 / 600)  # a record: nothing changes it
    all_codes: Rate = Rate(burst=60, per_second=1)  # as above
    sign_ins: Rate = Rate(burst=30, per_second=0.5)  # as above
    all_sign_ins: Rate = Rate(burst=300, per_second=10)  # as above
    strangers: Rate = Rate(burst=30, per_second=1)  # as above
    all_strangers: Rate = Rate(burst=300, per_second=20)  # as above
    calls: Rate = Rate(burst=300, per_second=30)  # as above


@record
class DeskSettings:
    """`origin` is the public one, empty for a local server; `built` holds the files of the page."""

    access: Access
    cases: Cases
    unmasking: Unmasking
    bringing: Bringing
    team: Team
    grants: Grants
    figures: Figures
    live: Live
    digests: Digests
    duty: OnDuty
    origin: str = ""
    secure: bool = False
    built: Path = BUILT
    limits: DeskLimits = field(default_factory=DeskLimits)
    heartbeat: float = 5.0
    clock: Callable[[], float] = time.monotonic
    sharing: Sharing = field(default_factory=Sharing)
