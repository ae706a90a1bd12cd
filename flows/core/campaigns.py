"""The answers to look-ups about campaigns, for officers. Times are seconds since the epoch."""

from collections.abc import Mapping
from dataclasses import field

from flows.record import record


def shown(code: str, name: str) -> str:
    """A campaign as officers read it: its code, and its name where it has one."""
    return f"{code} ({name})" if name else code


@record
class ListedCampaign:
    """A row of the list of campaigns; `more` of its `cases` are new. `name` is empty where it has none."""

    code: str
    name: str
    more: int
    cases: int


@record
class CampaignListing:
    """One of the `pages` of the list of campaigns, and how many there are in all. The first page is 0."""

    campaigns: tuple[ListedCampaign, ...] = ()
    count: int = 0
    page: int = 0
    pages: int = 1


@record
class OfficerCampaign:
    """A campaign as an officer sees it.

    `chats` counts the chats that reported, `traceless` the cases without a chat, each of which may be another
    person. The mappings count its cases. `status` is what was decided last, by `officer` (a name) at
    `decided`, and `waiting` how many cases that has not reached. A decision now would reach `reach` cases and
    tell `told` people. `decisions` counts those made. `steps` are the statuses that this officer can give
    some of its cases.
    """

    row: ListedCampaign
    chats: int
    traceless: int
    first: float
    last: float
    urgent: bool = False
    kinds: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    channels: Mapping[str, int] = field(default_factory=dict)
    status: str = ""
    decided: float = 0.0
    officer: str = ""
    waiting: int = 0
    decisions: int = 0
    reach: int = 0
    told: int = 0
    steps: tuple[str, ...] = ()


@record
class OpenedCampaign:
    """The campaign that an officer asked for; None where there is none. `status` is what is to be decided."""

    campaign: OfficerCampaign | None = None
    status: str = ""
