"""Outgoing messages: as text or content within 24 hours, by template after; never blindly twice.

A lost answer leaves open whether Twilio took the message. Before such a message is sent again, Twilio's list
is searched by recipient, text and time, leaving out messages that Twilio already confirmed to us.
"""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import structlog
from cachetools import LRUCache

from flows.channels import CHANNELS
from handlers.channel import Message, SendError
from handlers.split import split
from handlers.whatsapp.api import TwilioApi
from handlers.whatsapp.contents import Contents
from handlers.whatsapp.decode import PREFIX, Listed, listed
from handlers.whatsapp.encode import BODY, Part, encode_message
from handlers.whatsapp.refusals import MALFORMED, REASONS, Refusal, answered, is_doubtful
from handlers.whatsapp.settings import WhatsAppSettings

WINDOW = CHANNELS["whatsapp"].window - 60.0
"""Seconds since a person wrote in which any message goes through, less the time that sending may take."""
SILENT = 180 * 86400.0
"""Seconds without a word after which a number may belong to somebody else, so that nothing is sent."""
SKEW = 30.0
"""Seconds that Twilio's clock may be behind ours."""
UNFINISHED, PEOPLE, RECENT = 1000, 10_000, 100
"""Rows, recipients, and messages of each recipient that are remembered."""

log = structlog.get_logger()


@dataclass(slots=True)
class Sending:
    """One row being sent: its parts, and the ids of the parts that are out.

    `doubt`: the time since when Twilio may have the next part already, or None.
    `paid`: the next part is counted, whether or not it went out. `announces`: a template goes in place of the
    message.
    """

    to: str
    parts: list[Part]
    sent: list[str] = field(default_factory=list)
    doubt: float | None = None
    paid: bool = False
    announces: bool = False

    @property
    def part(self) -> Part:
        """The next part to send."""
        return self.parts[len(self.sent)]


class Outgoing:
    """Sends rows; remembers for the next try which parts of a row are out, and which are in doubt."""

    def __init__(self, api: TwilioApi, settings: WhatsAppSettings, contents: Contents) -> None:
        self._messages: Any = api.client.messages  # Any: the library ships no types
        self._settings = settings
        self._contents = contents
        self._unfinished: LRUCache[tuple[str, int], Sending] = LRUCache(UNFINISHED)
        self._doubts: dict[tuple[str, int], tuple[float, Sequence[str]]] = {}
        self._recent: LRUCache[str, deque[str]] = LRUCache(PEOPLE)

    def doubt(self, chat: str, row: int, since: float, known: Sequence[str]) -> None:
        """Look at Twilio before sending this row, which may have gone out at or after `since` (seconds)."""
        self._doubts[chat, row] = since, known

    def knows(self, address: str, sid: str) -> bool:
        """Whether Twilio confirmed this message to this process."""
        return sid in self._recent.get(address, ())

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Send every part; the last part's sid. A repeated row goes on where it stopped. Raises SendError."""
        key = (chat, row)
        under = self._unfinished.pop(key, None) or await self._begin(chat, message)
        under.doubt, known = self._doubts.pop(key, (under.doubt, ()))
        for sid in known:
            self._note(under.to, sid)
        try:
            while len(under.sent) < len(under.parts):
                await self._advance(chat, under)
        except SendError as error:
            if error.retryable:
                self._unfinished[key] = under
            raise
        if under.announces:
            await self._settings.announced(chat, row)
        return under.sent[-1]

    async def _begin(self, chat: str, message: Message) -> Sending:
        """The parts of a row and their address. Raises SendError where sending is known to fail."""
        known = await self._settings.address_of(chat)
        if known is None:  # a forgotten chat: its last message goes to the name it had, and Twilio decides
            return Sending(chat.removeprefix(PREFIX).partition("~")[0], await self._parts(message))
        silence = self._settings.now() - known.inbound
        if known.stopped:
            raise SendError("refused_before", unreachable=True)
        if not known.address or silence >= SILENT:
            raise SendError("moved", unreachable=True)
        if known.closed or silence >= WINDOW:
            return Sending(known.address, [self._template(message)], announces=True)
        return Sending(known.address, await self._parts(message))

    def _template(self, message: Message) -> Part:
        """The approved template that announces the message. Raises SendError where there is none.

        It holds no words of the message, for it shows on a locked phone: the case alone, or the day.
        """
        sid = self._settings.template(message.purpose, message.language)
        if not sid:
            raise SendError("window_closed", retryable=False)
        day = time.strftime("%d/%m/%Y", time.gmtime(self._settings.now()))
        value = message.codes[0] if message.codes and message.purpose != "digest" else day
        return Part(value, variables=(value,), sid=sid)

    async def _parts(self, message: Message) -> list[Part]:
        ways = encode_message(message, self._settings.choose.get(message.language, ""))
        if ways.rich and (content := ways.rich[-1].content) and (sid := await self._contents.sid(content)):
            return [*ways.rich[:-1], replace(ways.rich[-1], sid=sid)]
        *before, last = ways.plain
        return [*before, replace(last, fallback=ways.rich[-1].body if ways.rich else "")]

    async def _advance(self, chat: str, under: Sending) -> None:
        """Send one part, or replace it by its numbered text. Raises SendError."""
        try:
            sid = await self._deliver(chat, under)
        except Refusal as error:
            if error.status != 400 or error.code in REASONS or under.part.content is None:
                raise
            await self._do_without(under, error)
        else:
            under.sent.append(sid)
            under.paid = False
            self._note(under.to, sid)

    async def _do_without(self, under: Sending, error: Refusal) -> None:
        """Put numbered text in place of a content that Twilio refuses to send."""
        part = under.part
        log.warning("whatsapp content refused", reason=error.reason)
        under.parts[len(under.sent) :] = [Part(body) for body in split(part.fallback, BODY)]
        if part.content is not None:
            await self._contents.forget(part.content)

    async def _deliver(self, chat: str, under: Sending) -> str:
        """Send the next part, unless Twilio has it already; its sid. Raises SendError.

        The doubt stays when a part is found: Twilio may have the part after it as well.
        """
        if under.doubt is not None and (sid := await self._find(under)):
            return sid
        if not under.paid and not await self._settings.spend(chat):
            raise SendError("ceiling", retryable=False)
        under.paid = True
        since = self._settings.now()
        try:
            sid = await self._post(under)
        except SendError as error:
            if not is_doubtful(error):
                raise
            lost = error
        else:
            under.doubt = None
            return sid
        return await self._look(under, since, lost)

    async def _look(self, under: Sending, since: float, lost: SendError) -> str:
        """The sid of a message whose answer was lost. Raises SendError, ambiguous only the first time."""
        first = under.doubt is None
        under.doubt = since if under.doubt is None else under.doubt
        try:
            sid = await self._find(under)
        except SendError:
            sid = None
        if sid is None:
            raise SendError(lost.reason, after=lost.after, ambiguous=first)
        return sid

    async def _post(self, under: Sending) -> str:
        settings, part = self._settings, under.part
        said = {"body": part.body}
        if part.sid:
            values = {str(number): value for number, value in enumerate(part.variables, 1)}
            said = {"content_sid": part.sid, "content_variables": msgspec.json.encode(values).decode()}
        made = await answered(
            self._messages.create_async(
                to=f"{PREFIX}{under.to}",
                from_=settings.sender,
                status_callback=f"{settings.public}/whatsapp/status",
                **said,
            )
        )
        if not isinstance(made.sid, str):
            raise SendError(MALFORMED)
        return made.sid

    async def _find(self, under: Sending) -> str | None:
        """The sid of the next part if Twilio has it. Raises SendError."""
        # Not searched by date sent, which a queued message has not got yet.
        query = {"to": f"{PREFIX}{under.to}", "from_": self._settings.sender, "page_size": RECENT}

        async def found() -> list[Listed]:
            return [listed(each) for each in await self._messages.page_async(**query)]

        for message in await answered(found()):
            fresh = (message.created or 0.0) >= (under.doubt or 0.0) - SKEW
            ours = message.direction.startswith("outbound") and not self.knows(under.to, message.sid)
            if fresh and ours and is_same(message.body, under.part):
                return message.sid
        return None

    def _note(self, address: str, sid: str) -> None:
        recent = self._recent.pop(address, None) or deque(maxlen=RECENT)
        recent.append(sid)
        self._recent[address] = recent


def is_same(body: str, part: Part) -> bool:
    """Whether a listed message is this part, with its buttons or without. A template adds words around it."""
    if part.sid and part.content is None:
        return part.body in body
    return body.strip() in {part.body.strip(), part.fallback.strip()} - {""}
