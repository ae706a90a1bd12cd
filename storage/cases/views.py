"""Records of cases, as the rest of the product sees them."""

from dataclasses import field

from flows.record import record
from storage.campaigns.views import Growth


@record
class Reporter:
    """The chat of the person who files (`<channel>:<id>`), and the language to answer in."""

    chat: str
    language: str


@record
class Case:
    """A case without its contents.

    `chat` is for answering and is never shown; empty once it was forgotten.
    """

    id: int
    reference: str
    category: str
    status: str
    urgent: bool
    anonymous: bool
    place: str
    province: str
    channel: str
    chat: str
    language: str
    pseudonym: str
    created: float
    updated: float
    evidence_count: int
    commitment: str = field(default="", compare=False)
    """The custody log's hash, for a case just filed: its reporter can prove with it what was filed, and when.
    """
    growth: Growth | None = field(default=None, compare=False)
    """The campaign that a case just filed has joined or founded."""


@record
class StatusChange:
    """A case received a new status; `officer` is empty if the reporter caused it.

    `number` names the change in the custody log, which vouches for the note by its hash with the `salt`.
    """

    status: str
    officer: str
    note: str
    time: float
    number: str = ""
    salt: str = ""
