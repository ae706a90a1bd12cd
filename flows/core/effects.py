"""Effects: the actions that a step asks for. Messages are keys and values; the words are in `locales/`."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from flows.core.events import Media
from flows.duty import AskPerson, SetDuty
from flows.indicators.listed import ListNames
from flows.indicators.traces import Traces
from flows.opinion import GiveFeedback
from flows.record import record
from flows.said import Answers, Named, NoticeContent, Origin


@record
class Label:
    """A value that has a message key of its own: the name of a category, a status, a region."""

    key: str


@record
class When:
    """A moment (seconds since the epoch), shown in the time zone of the deployment."""

    time: float


Value = str | int | Label | When | Named
Args = Mapping[str, Value]


@record
class Line:
    """One paragraph of a reply."""

    key: str
    args: Args = field(default_factory=dict)


@record
class Code:
    """A text to copy, alone on its line and unchanged: a reference, a number, a link."""

    text: str


@record
class Option:
    """A button. `id` is `run:question:option`; `nav` options (back, skip…) are shown apart."""

    id: str
    key: str
    args: Args = field(default_factory=dict)
    nav: bool = False


@record
class Say:
    """One message to this conversation.

    `purpose` is set for a message that must arrive, even if later: status, receipt, alert, digest. The turn
    adds the proof of filing to a receipt. `notice` is the content of a notice: where the
    message does not arrive, the content is kept and worded anew later. `emergency` is the number for help
    where the person is, which is said in place of those of Morocco; empty for somebody in Morocco.
    """

    lines: tuple[Line | Code, ...]
    options: tuple[Option, ...] = ()
    chat: str = ""
    language: str = ""
    purpose: str = ""
    notice: tuple[NoticeContent, ...] = ()
    emergency: str = ""


@record
class Fetch:
    """Fetch this file from the channel and store the file under this evidence id.

    `sent` is the provider's own time of the message, as in `Event`.
    """

    evidence: str
    media: Media
    origin: Origin | None = None
    sent: float = 0.0


@record
class FileCase:
    """Open a case. `place` is a region id, `morocco`, `abroad` or empty; `answers` hold all that was said.

    `province` is its official code, or empty. `traceless`: the case gets no address, and no record of this
    chat is kept. `sent`: for each answer, the provider's own time of the message that said it, as in `Event`.
    `traces`: the values of which keyed tokens are kept, and nothing else. `contests`: the case says that they
    are no scam, so it is no report of them. `listed`: the names by which lists of known indicators are asked.
    """

    reference: str
    secret: str
    category: str
    urgent: bool
    anonymous: bool
    place: str
    answers: Answers
    evidence: tuple[str, ...] = ()
    traceless: bool = False
    sent: tuple[float, ...] = ()
    traces: Traces = ()
    contests: bool = False
    listed: ListNames = ()
    province: str = ""


@record
class AmendCase:
    """Add to a filed case. Earlier answers stay; an empty category, place or province changes nothing.

    Another place without a province takes the earlier province away.
    `sent`, `traces` and `listed` are as in `FileCase`.
    """

    reference: str
    answers: Answers = ()
    evidence: tuple[str, ...] = ()
    urgent: bool = False
    category: str = ""
    place: str = ""
    named: bool = False
    sent: tuple[float, ...] = ()
    traces: Traces = ()
    listed: ListNames = ()
    province: str = ""


@record
class ChangeStatus:
    """Change the status of a case: by an officer (the reporter is told), or by the reporter, to withdraw.

    Without a status, the present one stays: the officer asks something. A referral names the `service`.
    `seen` is the number of changes that the officer knew of; later ones are told the officer."""

    reference: str
    status: str
    note: str = ""
    officer: str = ""
    seen: int | None = None
    service: str = ""


@record
class AddReading:
    """Add what was read from a piece of evidence to the case that has the piece; no case, no effect.

    `traces` and `listed` are as in `FileCase`.
    """

    evidence: str
    answers: Answers
    traces: Traces = ()
    listed: ListNames = ()


@record
class HoldCase:
    """Put a legal hold on a case, or lift the hold. A case under a hold is not erased."""

    reference: str
    on: bool
    officer: str


@record
class ClearCase:
    """Say that what a case contests is no scam, so that it is not told as reported; or take that back."""

    reference: str
    on: bool
    officer: str


@record
class TakeCase:
    """Assign a case to the officer who asks for it, if nobody has it; the others are told."""

    reference: str
    officer: str


@record
class ChangeCampaign:
    """Name a campaign, let a case or another campaign join it, dismiss it, decide on it; or split a case off.

    `text` is the name, the case's reference or the other campaign's code, or the note of a decision. `seen`
    is the number of decisions that the officer saw; with another one since, nothing is done.
    """

    act: Literal["name", "join", "split", "dismiss", "decide"]
    officer: str
    campaign: str = ""
    text: str = ""
    status: str = ""
    seen: int | None = None


@record
class Untie:
    """Let the case forget this chat for ever; only the receipt opens the case afterwards."""

    reference: str


@record
class Follow:
    """Send the news of a case to this chat from now on. Only for a case that sends its news to no chat."""

    reference: str


@record
class Part:
    """Delete the records of this chat: its conversation, its messages in and out. Its cases stay."""


@record
class Forget:
    """Delete the records of the chat and every case that may be erased, with the case `opened` by receipt."""

    opened: str = ""


@record
class AlertOfficers:
    """Tell every officer at once of an urgent case; `money`: money left within a day, and may be held."""

    reference: str
    category: str
    money: bool = False


@record
class Discard:
    """Delete these pieces of evidence: their draft was dropped."""

    evidence: tuple[str, ...]


@record
class PassOn:
    """Say the messages that did not arrive and still matter.

    `replies`: also the question that was held back, as no other message asks the question again.
    Without `notices`, only messages that answer something; the others go on waiting. Without `words`, the
    officers' notes are announced only. The news of the case `shown` are in the answer to this event.
    """

    replies: bool
    notices: bool = True
    words: bool = True
    shown: str = ""


@record
class Enrol:
    """Make this chat the officer's."""

    officer: str


@record
class Hide:
    """Delete the messages of this chat, as many as the channel allows, on both sides.

    `parted`: the ids of the messages were deleted here; they are the ids before the message that was tapped.
    """

    parted: bool = False


@record
class LookUp:
    """A question to storage, answered by a `Found` event inside the same turn (`flows/core/found.py`)."""

    query: str
    args: Mapping[str, str] = field(default_factory=dict)


Effect = (
    Say
    | Fetch
    | FileCase
    | AmendCase
    | ChangeStatus
    | AddReading
    | HoldCase
    | ClearCase
    | TakeCase
    | ChangeCampaign
    | Untie
    | Follow
    | Part
    | Forget
    | AlertOfficers
    | Discard
    | PassOn
    | Enrol
    | Hide
    | AskPerson
    | SetDuty
    | GiveFeedback
    | LookUp
)
