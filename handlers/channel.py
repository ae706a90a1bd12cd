"""The contract every channel keeps: payload to events, message to requests, one error for the sender."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Protocol

from starlette.routing import BaseRoute

from flows.core.events import Event
from flows.record import record

Take = Callable[[Event], Awaitable[None]]
"""Give an event to the bot; returns when it is durable, raises when it could not be kept."""


@record
class Button:
    """`id` is at most 64 bytes; `nav` buttons (back, skip…) may be laid out apart.

    With a `url` the button leads there, on channels that can (`Traits.links`).
    """

    id: str
    label: str
    nav: bool = False
    url: str = ""


@record
class Message:
    """A rendered reply. `codes` are substrings of `text`, each alone on its line, made to be copied.

    `purpose` names what must arrive whatever happens (status, receipt, alert, digest); empty for replies.
    One of a receipt's codes opens a case; a channel may give it as a link too (`Channel.accompany`).
    """

    text: str
    buttons: tuple[Button, ...] = ()
    codes: tuple[str, ...] = ()
    language: str = "ar"
    purpose: str = ""
    emergency: str = ""


class SendError(Exception):
    """The provider did not take a request.

    `retryable`: trying again may help, after `after` seconds where the provider said so.
    `ambiguous`: the request may have gone through all the same.
    `unreachable`: the person blocked the bot or is gone.
    The reason holds the provider's code or an exception's name, never content or addresses.
    """

    def __init__(
        self,
        reason: str,
        *,
        retryable: bool = True,
        after: float | None = None,
        ambiguous: bool = False,
        unreachable: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retryable = retryable and not unreachable
        self.after = after
        self.ambiguous = ambiguous
        self.unreachable = unreachable


class BadRequest(Exception):
    """A forged or broken request: answered with its status (4xx), never kept."""

    def __init__(self, status: int = 400) -> None:
        super().__init__(str(status))
        self.status = status


@record
class Health:
    """How a channel stands with its provider.

    `state` is connected, connecting (no answer yet, or no connection) or refused. `reason` names a refusal:
    token, credentials, webhook (its address) or conflict (another program receives in our place).
    """

    state: str
    reason: str = ""

    @property
    def up(self) -> bool:
        """Whether messages come and go."""
        return self.state == "connected"


class HasHealth(Protocol):
    """A part that stands in some way with its provider."""

    @property
    def health(self) -> Health:
        """How it stands now; nothing is asked for it."""


class Channel(Protocol):
    """One file a channel. `name` is the prefix of its chats (`telegram:123`)."""

    name: str

    @property
    def health(self) -> Health:
        """How the channel stands with its provider now; nothing is asked for it."""

    async def start(self, take: Take) -> None:
        """Announce yourself to the provider and begin to receive, giving events to `take`."""

    async def stop(self) -> None:
        """Stop receiving, finish what is under way, close connections."""

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Send; the provider's message id comes back. `row` orders a chat's messages. Raises SendError."""

    async def accompany(self, chat: str, message: Message) -> str:
        """Once a receipt is out: what else goes with it, tried once; the provider's id of that, or empty."""

    def fetch(self, ref: str) -> AsyncIterator[bytes]:
        """The bytes of a file that an event named. Raises SendError."""

    async def release(self, ref: str) -> None:
        """The file is kept durably here: the channel's or provider's copy may go. Raises SendError."""

    async def hide(self, chat: str, messages: Sequence[str], row: int) -> int:
        """Delete these provider message ids of a chat; how many went. Raises SendError."""

    def routes(self) -> Sequence[BaseRoute]:
        """HTTP entry points, mounted at the root."""
