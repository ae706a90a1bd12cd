"""What a step asks the world to do. Messages are keys and values; words live in `locales/`."""

from collections.abc import Mapping
from dataclasses import field

from flows.core.events import Media, Origin
from flows.core.found import NoticeContent
from flows.record import record


@record
class Label:
    """A value that is itself a message: a category's name, a status, a region."""

    key: str


@record
class When:
    """A moment, seconds since the epoch, shown in the deployment's time zone."""

    time: float


Value = str | int | Label | When
Args = Mapping[str, Value]


@record
class Line:
    """One paragraph of a reply."""

    key: str
    args: Args = field(default_factory=dict)


@record
class Code:
    """Text that stands alone on its line, untouched, to be copied: a reference, a number, a link."""

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
    """One message to this conversation, or to `chat` in `language` where they are given.

    `purpose` names what must arrive, if need be later: status, receipt, alert, digest. To a receipt, of the
    case that this turn files, the turn adds its proof (`flows.receipts.proven`).
    `notice` makes it a notice: where it does not arrive, this content is kept, to be said later.
    """

    lines: tuple[Line | Code, ...]
    options: tuple[Option, ...] = ()
    chat: str = ""
    language: str = ""
    purpose: str = ""
    notice: tuple[NoticeContent, ...] = ()


@record
class Fetch:
    """Fetch this file from the channel and keep it under this evidence id."""

    evidence: str
    media: Media
    origin: Origin | None = None


Answers = tuple[tuple[str, str], ...]


@record
class FileCase:
    """Open a case. `place` is coarse (a region id, `abroad` or empty); answers hold everything said.

    `traceless`: the case never has an address, and nothing else that tells of this chat is kept.
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


@record
class AmendCase:
    """Add to a filed case; nothing is ever replaced. Empty category/place leave what is there."""

    reference: str
    answers: Answers = ()
    evidence: tuple[str, ...] = ()
    urgent: bool = False
    category: str = ""
    place: str = ""
    named: bool = False


@record
class ChangeStatus:
    """A new status of a case: an officer's, of which the reporter is told, or the reporter's withdrawal."""

    reference: str
    status: str
    note: str = ""
    officer: str = ""


@record
class HoldCase:
    """A legal hold, which beats erasure, put on by an officer or lifted."""

    reference: str
    on: bool
    officer: str


@record
class Untie:
    """This chat's case forgets the chat, now and for good; only the receipt leads back."""

    reference: str


@record
class Follow:
    """News of a case that nobody gets news of come to this chat from now on; its receipt was shown here."""

    reference: str


@record
class Part:
    """Let go of what tells of this chat: its conversation, its messages in and out. Its cases stay."""


@record
class Forget:
    """Let go of the chat and of every case that may go; `opened` by its receipt is one of them."""

    opened: str = ""


@record
class AlertOfficers:
    """Tell every officer at once that this case is urgent."""

    reference: str
    category: str


@record
class Discard:
    """The draft is gone: forget these pieces of evidence."""

    evidence: tuple[str, ...]


@record
class PassOn:
    """Say to this chat which messages did not arrive and still matter.

    `replies`: also the question that was held back, which is not asked again otherwise.
    """

    replies: bool


@record
class Enrol:
    """This chat is the officer's from now on."""

    officer: str


@record
class Hide:
    """Delete what the channel still allows of this chat, on both sides.

    `parted`: which messages there were is forgotten here; the one that was tapped is the last of them.
    """

    parted: bool = False


@record
class LookUp:
    """A question to storage, answered by a `Found` event inside the same turn."""

    query: str
    args: Mapping[str, str] = field(default_factory=dict)


Effect = (
    Say
    | Fetch
    | FileCase
    | AmendCase
    | ChangeStatus
    | HoldCase
    | Untie
    | Follow
    | Part
    | Forget
    | AlertOfficers
    | Discard
    | PassOn
    | Enrol
    | Hide
    | LookUp
)
