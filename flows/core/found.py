"""The answers to look-ups: one record for each kind of answer.

Times are seconds since the epoch. A case is shown to its reporter as `OwnCase`, to an officer as `ListedCase`
or `OfficerCase`; neither of those two names the chat that the case came from.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from flows.record import record


@record
class NoticeContent:
    """The content of a notice about a case: a new status and the officer's note.

    In an alert to officers, `category` is set and the other two are empty.
    """

    reference: str
    status: str = ""
    note: str = ""
    category: str = ""


@record
class Exchanged:
    """An officer's `note` to the reporter; without a note, something that the reporter added."""

    time: float
    note: str = ""


@record
class OwnCase:
    """A case as its reporter sees it, without what was said.

    `exchange` holds what passed since the filing, oldest first. `addressed`: some chat gets news of the case.
    `mine`: that chat is the one that asks.
    """

    reference: str
    status: str
    updated: float
    exchange: tuple[Exchanged, ...] = ()
    language: str = ""
    addressed: bool = False
    mine: bool = False


@record
class Cases:
    """Cases of the chat that asks, newest first; or the one case that was asked for, or none."""

    cases: tuple[OwnCase, ...] = ()


@record
class ReceiptCase:
    """The case that a receipt opens; None for an `unknown` receipt, or after too many tries (`limited`)."""

    outcome: Literal["found", "unknown", "limited"]
    case: OwnCase | None = None


@record
class OpenQuestion:
    """The case about which an officer asked and the chat has not answered; empty where there is none.

    `unseen`: the question had not reached the chat when the person wrote.
    """

    reference: str = ""
    unseen: bool = False


@record
class KeptCase:
    """A case and how long it is kept.

    `hold`: a legal hold keeps it. `until` is when it is erased, None while it is open. `days` is how long
    it is kept after it was closed.
    """

    case: OwnCase
    hold: bool
    until: float | None
    days: int


@record
class HeldData:
    """The data that is stored about a chat.

    `sealed`: only officers can read the cases. `draft`: an unfinished report is kept for `hours`, with this
    many `pieces`. `days` is how long messages are kept.
    """

    cases: tuple[KeptCase, ...]
    sealed: bool
    draft: bool
    pieces: int
    hours: int
    language: str
    days: int


@record
class Forgotten:
    """The references of a chat's cases, by what becomes of each when the chat is forgotten.

    `erased` cases go. `referred` cases were handed to the police and stay; `held` ones stay under a legal
    hold; both no longer name the chat.
    """

    erased: tuple[str, ...]
    referred: tuple[str, ...]
    held: tuple[str, ...]


@record
class Enrolment:
    """The officer whose enrolment code was given; empty where the code is unknown or too many were tried."""

    officer: str = ""
    name: str = ""


@record
class ListedCase:
    """A row of an officer's list. `reachable` is false where messages no longer reach the reporter."""

    reference: str
    category: str
    urgent: bool
    created: float
    reachable: bool = True


@record
class Listing:
    """One of the `pages` of a list, and how many cases the list has in all. The first page is 0."""

    cases: tuple[ListedCase, ...] = ()
    count: int = 0
    page: int = 0
    pages: int = 1


@record
class OfficerCase:
    """A case as an officer sees it.

    `answers` are (question, value) pairs, empty where `sealed`. `evidence` counts the pieces, `failed` those
    that could not be fetched. `missed` counts the notices that did not reach the reporter, `undelivered` says
    why the newest did not. `addressed`: the reporter gets news. `hold` and `until` as in `KeptCase`.
    `changes` counts the changes of its status so far.
    """

    row: ListedCase
    status: str
    pseudonym: str
    channel: str
    place: str
    answers: tuple[tuple[str, str], ...] = ()
    sealed: bool = False
    evidence: int = 0
    failed: int = 0
    missed: int = 0
    undelivered: str = ""
    addressed: bool = False
    hold: bool = False
    until: float | None = None
    changes: int = 0


@record
class OpenedCase:
    """The case that an officer asked for; None where there is none."""

    case: OfficerCase | None = None


@record
class DigestContent:
    """The counts of a digest.

    `new` cases of the last day, in all and `by_category`; those `still_open`, and how many are `urgent`.
    `oldest` is when the longest waiting case was filed, None where none waits. `unsealed`: no officer has a
    key, so reports can be read on the server. `dead` counts the dead
    letters, `faults` what the last nightly check found wrong. `root` is the custody log's root of yesterday,
    `signer` the fingerprint of the key that signs it.
    """

    new: int = 0
    still_open: int = 0
    urgent: int = 0
    by_category: Mapping[str, int] = field(default_factory=dict)
    oldest: float | None = None
    unsealed: bool = False
    dead: int = 0
    faults: int = 0
    root: str = ""
    signer: str = ""


@record
class Dismissed:
    """The chat asked for something that only officers may see, and is no officer's any more."""


LookedUp = (
    Cases
    | ReceiptCase
    | OpenQuestion
    | HeldData
    | Forgotten
    | Enrolment
    | Listing
    | OpenedCase
    | DigestContent
    | Dismissed
)


@record
class Found:
    """The answer to a `LookUp` effect, inside the same turn. `body` is what the event of the turn held."""

    answer: LookedUp
    body: Any = None
