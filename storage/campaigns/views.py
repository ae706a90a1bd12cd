"""Records of campaigns, as the rest of the product sees them."""

from collections.abc import Mapping
from dataclasses import field

from flows.record import record


@record
class Growth:
    """A campaign that a case has just joined or founded. `alerted` and `urgent_told` are as it is stored."""

    id: int
    code: str
    cases: int
    urgent: bool
    alerted: int = 0
    urgent_told: bool = False


@record
class Campaign:
    """A campaign in a list.

    `chats` counts the chats that reported, `traceless` the cases that name none: each of them may be another
    person, or all the same. `fresh` counts the cases of the last week. Times are seconds since the epoch.
    """

    id: int
    code: str
    name: str
    cases: int
    chats: int
    traceless: int
    fresh: int
    first: float
    last: float
    urgent: bool

    @property
    def reporters(self) -> int:
        """The number of reporters, each case without a chat being one."""
        return self.chats + self.traceless


@record
class CampaignCase:
    """A case of a campaign; `state` and `why` are as they are stored."""

    reference: str
    state: str
    why: str
    created: float
    status: str
    category: str
    place: str
    channel: str
    urgent: bool


@record
class Gathered:
    """A campaign with its cases, oldest first, and how many of them there are of each kind of a fact.

    A decision now would reach `reach` cases, and tell `told` reporters.
    """

    campaign: Campaign
    cases: tuple[CampaignCase, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    channels: Mapping[str, int] = field(default_factory=dict)
    decisions: tuple["Decided", ...] = ()
    reach: int = 0
    told: int = 0


@record
class Decided:
    """A decision on a campaign: how many of its cases it has reached, and how many still wait."""

    status: str
    officer: str
    note: str
    time: float
    reached: int
    waiting: int
