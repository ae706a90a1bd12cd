"""The answers to look-ups: one record for each kind of answer.

Times are seconds since the epoch. A case is shown to its reporter as `OwnCase`, to an officer as `ListedCase`
or `OfficerCase`; neither of those two names the chat that the case came from.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from flows.core.campaigns import CampaignListing, ListedCampaign, OpenedCampaign
from flows.offered import OfferedServices
from flows.opinion import AwaitedFeedback
from flows.record import record
from flows.said import Named


@record
class Exchanged:
    """An officer's `note` to the reporter; without a note, something that the reporter added."""

    time: float
    note: str = ""


@record
class OwnCase:
    """A case as its reporter sees it, without what was said.

    `exchange` holds what passed since the filing, oldest first. `addressed`: some chat gets news of the case.
    `mine`: that chat is the one that asks. `service` and its `city` have the case, where reporters are told.
    `waits` is the deadline that runs; there is news when it is `due`, or the news are `late`. `asks`: the
    reporter is asked now whether this helped.
    """

    reference: str
    status: str
    updated: float
    exchange: tuple[Exchanged, ...] = ()
    language: str = ""
    addressed: bool = False
    mine: bool = False
    waits: str = ""
    due: float = 0.0
    late: bool = False
    asks: bool = False
    service: Named | None = None
    city: Named | None = None


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
class Checked:
    """The answer about a `text` of which somebody asks whether it is a scam.

    `reported` are the values in it that several people reported, `known` those on a list of known indicators,
    `copied`: several reported a near-copy.
    `limited`: this chat, or its network, has asked too often today, so nothing was looked up.
    """

    text: str
    reported: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    copied: bool = False
    limited: bool = False


@record
class NamedCase:
    """The case of the chat that asks among those that it named by number; None for any other number."""

    case: OwnCase | None = None


@record
class OpenQuestion:
    """The case about which an officer asked and the chat has not answered; empty where there is none.

    `unseen`: the person had not opened the question when they wrote. `note` is the question, empty where the
    person reads it elsewhere. `noticed`: news of some case of the chat came since the person last wrote.
    """

    reference: str = ""
    unseen: bool = False
    note: str = ""
    noticed: bool = False


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
    many `pieces`. `days` is how long messages are kept, `silence` how long (days) the address is kept after
    the person's last message. `failed_days` is how long messages are kept that the program failed on, 0 where
    there are none. `stopped`: the wish for no notices is stored.
    """

    cases: tuple[KeptCase, ...]
    sealed: bool
    draft: bool
    pieces: int
    hours: int
    language: str
    days: int
    silence: int
    failed_days: int = 0
    stopped: bool = False


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
    """A row of an officer's list. `reachable` is false where messages no longer reach the reporter.

    `money` is how many hours ago the reporter said that money had just left, while it may still be held.
    """

    reference: str
    category: str
    urgent: bool
    created: float
    reachable: bool = True
    money: int | None = None


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
    `changes` counts the changes of its status so far. `window` is as in `Conversation`. `contests`: the case
    says that something reported is no scam (`contested`), and an officer agreed (`cleared`). `listed` are the
    lists of known indicators that named something in it. `campaign` is the code of the campaign
    that the case is in, empty where it is in none. `assigned` names the officer who
    works on it, and it is `mine` if that is who asks. `steps` are the statuses that this officer can give it.
    `province` names the one inside the place; `service` is the one that has the case, or None.
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
    window: str = ""
    contests: Literal["", "contested", "cleared"] = ""
    listed: tuple[str, ...] = ()
    campaign: str = ""
    assigned: str = ""
    mine: bool = False
    beside: str = ""
    steps: tuple[str, ...] = ()
    province: Named | None = None
    service: Named | None = None


@record
class OpenedCase:
    """The case that an officer asked for; None where there is none."""

    case: OfficerCase | None = None


@record
class DigestContent:
    """The counts of a digest.

    `new` cases that were filed `since` (seconds), in all and `by_category`; those `still_open`, and how many
    are `urgent`, wait too long (`overdue`) or have an answer to read (`answered`). `moved` counts the cases
    that came to each status since. `weekly`: the digest is of a week.
    `oldest` is when the longest waiting case was filed, None where none waits. `unsealed`: no officer has a
    key, so reports can be read on the server. `dead` counts the dead
    letters, `faults` what the last nightly check found wrong. `root` is the custody log's root of yesterday,
    `signer` the fingerprint of the key that signs it. `growing` are the campaigns that grew most.
    `listed` counts cases of before which lists of the last day name something.
    """

    since: float = 0.0
    weekly: bool = False
    new: int = 0
    still_open: int = 0
    urgent: int = 0
    overdue: int = 0
    answered: int = 0
    moved: Mapping[str, int] = field(default_factory=dict)
    by_category: Mapping[str, int] = field(default_factory=dict)
    oldest: float | None = None
    unsealed: bool = False
    dead: int = 0
    faults: int = 0
    root: str = ""
    signer: str = ""
    growing: tuple[ListedCampaign, ...] = ()
    listed: int = 0

    @property
    def nothing(self) -> bool:
        """Return whether there is nothing to report about cases."""
        return not (self.new or self.still_open or self.answered or self.moved)


@record
class DutyState:
    """The officer who asks is on duty `until` then (0: is not); the names of the `others` who are."""

    until: float
    others: tuple[str, ...] = ()


@record
class Dismissed:
    """The chat asked for something that only officers may see, and is no officer's any more."""


LookedUp = (
    Cases
    | ReceiptCase
    | NamedCase
    | Checked
    | OpenQuestion
    | HeldData
    | Forgotten
    | Enrolment
    | Listing
    | OpenedCase
    | OfferedServices
    | CampaignListing
    | OpenedCampaign
    | DigestContent
    | DutyState
    | AwaitedFeedback
    | Dismissed
)


@record
class Found:
    """The answer to a `LookUp` effect, inside the same turn. `body` is what the event of the turn held."""

    answer: LookedUp
    body: Any = None
