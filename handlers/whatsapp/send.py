"""Messages on their way out: in the 24-hour window or by template, within the ceiling, never blindly twice.

An answer that got lost leaves open whether Twilio took the message. Before such a message is sent again,
Twilio's own list is searched for it: by recipient, text and time, leaving out those it already told us of.
"""

from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import msgspec
import structlog

from handlers.channel import Message, SendError
from handlers.split import split
from handlers.whatsapp import resources as wire
from handlers.whatsapp.api import MALFORMED, REASONS, Broken, Refusal, TwilioApi, encode, read
from handlers.whatsapp.contents import Contents
from handlers.whatsapp.decode import PREFIX, moment
from handlers.whatsapp.encode import BODY, Part, encode_message, template_text
from handlers.whatsapp.settings import WhatsAppSettings

WINDOW = 24 * 3600.0 - 60.0
"""Seconds since a person wrote in which any message goes through, less what sending may take."""
SILENT = 180 * 86400.0
"""Seconds after which a number may be somebody else's, who is told nothing."""
SKEW = 30.0
"""Seconds that Twilio's clock may be behind ours."""
UNFINISHED, PEOPLE, RECENT = 1000, 10_000, 100

log = structlog.get_logger()

_created = msgspec.json.Decoder(wire.Created)
_messages = msgspec.json.Decoder(wire.Messages)


@dataclass(slots=True)
class Delivery:
    """One row under way: what is sent of it, and since when its next part may be with Twilio already.

    `paid`: the next part is counted, whether or not it went out.
    """

    to: str
    parts: list[Part]
    sent: list[str] = field(default_factory=list)
    doubt: float | None = None
    paid: bool = False

    @property
    def part(self) -> Part:
        """The next to go."""
        return self.parts[len(self.sent)]


class Outgoing:
    """Sends rows; remembers the parts of a row that are out, and what is in doubt, for the next try."""

    def __init__(self, api: TwilioApi, settings: WhatsAppSettings, contents: Contents) -> None:
        self._api = api
        self._settings = settings
        self._contents = contents
        self._unfinished: OrderedDict[tuple[str, int], Delivery] = OrderedDict()
        self._doubts: dict[tuple[str, int], tuple[float, Sequence[str]]] = {}
        self._recent: OrderedDict[str, deque[str]] = OrderedDict()

    def doubt(self, chat: str, row: int, since: float, known: Sequence[str]) -> None:
        """The row may have gone out at or after this moment: look before sending it."""
        self._doubts[chat, row] = since, known

    def knows(self, address: str, sid: str) -> bool:
        """Whether this process was told that this message of its own was taken."""
        return sid in self._recent.get(address, ())

    async def send(self, chat: str, message: Message, row: int) -> str:
        """Send every part; the last one's sid. A repeated row goes on where it stopped. Raises SendError."""
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
                self._put_off(key, under)
            raise
        return under.sent[-1]

    def _put_off(self, key: tuple[str, int], under: Delivery) -> None:
        self._unfinished[key] = under
        if len(self._unfinished) > UNFINISHED:
            self._unfinished.popitem(last=False)

    async def _begin(self, chat: str, message: Message) -> Delivery:
        """Whatever is known to fail is not sent; where nothing is known of a chat Twilio decides."""
        reach = await self._settings.reach(chat)
        if reach is None:
            return Delivery(chat.removeprefix(PREFIX).partition("~")[0], await self._parts(message))
        silence = self._settings.clock() - reach.inbound
        if reach.stopped:
            raise SendError("stopped", unreachable=True)
        if not reach.address or silence >= SILENT:
            raise SendError("moved", unreachable=True)
        if reach.closed or silence >= WINDOW:
            return Delivery(reach.address, [self._template(message)])
        return Delivery(reach.address, await self._parts(message))

    def _template(self, message: Message) -> Part:
        """What may be said outside the window. Raises SendError where nothing may."""
        sid = self._settings.template(message.purpose, message.language)
        if not sid:
            raise SendError("window_closed", retryable=False)
        text = template_text(message.text)
        return Part(text, variables=(text,), sid=sid)

    async def _parts(self, message: Message) -> list[Part]:
        ways = encode_message(message, self._settings.choose.get(message.language, ""))
        if ways.rich and (content := ways.rich[-1].content) and (sid := await self._contents.sid(content)):
            return [*ways.rich[:-1], replace(ways.rich[-1], sid=sid)]
        *before, last = ways.plain
        return [*before, replace(last, fallback=ways.rich[-1].body if ways.rich else "")]

    async def _advance(self, chat: str, under: Delivery) -> None:
        """One part goes out, or gives way to its numbered text. Raises SendError."""
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

    async def _do_without(self, under: Delivery, error: Refusal) -> None:
        """Twilio will not send this content: say the same in numbered text."""
        part = under.part
        log.warning("whatsapp content refused", reason=error.reason)
        under.parts[len(under.sent) :] = [Part(body) for body in split(part.fallback, BODY)]
        if part.content is not None:
            await self._contents.forget(part.content)

    async def _deliver(self, chat: str, under: Delivery) -> str:
        """What is with Twilio already is found: the part after it may be there too, and is looked for."""
        if under.doubt is not None and (sid := await self._find(under)):
            return sid
        if not under.paid and not await self._settings.spend(chat):
            raise SendError("ceiling", retryable=False)
        under.paid = True
        since = self._settings.clock()
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

    async def _look(self, under: Delivery, since: float, lost: SendError) -> str:
        """After a lost answer: the message where Twilio has it. Only the first doubt is told as one."""
        first = under.doubt is None
        under.doubt = since if under.doubt is None else under.doubt
        try:
            sid = await self._find(under)
        except SendError:
            sid = None
        if sid is None:
            raise SendError(lost.reason, after=lost.after, ambiguous=first)
        return sid

    async def _post(self, under: Delivery) -> str:
        settings, part = self._settings, under.part
        fields = {
            "To": f"{PREFIX}{under.to}",
            "From": settings.sender,
            "StatusCallback": f"{settings.public}/whatsapp/status",
        }
        if part.sid:
            values = {str(number): value for number, value in enumerate(part.variables, 1)}
            fields |= {"ContentSid": part.sid, "ContentVariables": encode(values).decode()}
        else:
            fields["Body"] = part.body
        return read(_created, await self._api.form(f"{self._api.root}/Messages.json", fields)).sid

    async def _find(self, under: Delivery) -> str | None:
        """The part's sid where Twilio has it. Not by date sent, which a queued message has not got."""
        query = {"To": f"{PREFIX}{under.to}", "From": self._settings.sender, "PageSize": "100"}
        page = read(_messages, await self._api.get(f"{self._api.root}/Messages.json", query))
        for message in page.messages:
            fresh = (moment(message) or 0.0) >= (under.doubt or 0.0) - SKEW
            ours = message.direction.startswith("outbound") and not self.knows(under.to, message.sid)
            if fresh and ours and is_same(message.body or "", under.part):
                return message.sid
        return None

    def _note(self, address: str, sid: str) -> None:
        recent = self._recent.setdefault(address, deque(maxlen=RECENT))
        recent.append(sid)
        self._recent.move_to_end(address)
        if len(self._recent) > PEOPLE:
            self._recent.popitem(last=False)


def is_same(body: str, part: Part) -> bool:
    """Whether a listed message says this, with its buttons or without; a template says more around it."""
    if part.sid and part.content is None:
        return part.body in body
    return body.strip() in {part.body.strip(), part.fallback.strip()} - {""}


def is_doubtful(error: SendError) -> bool:
    """Whether the message may have been taken all the same."""
    if isinstance(error, Broken):
        return error.maybe
    return error.reason == MALFORMED or (isinstance(error, Refusal) and error.status >= 500)
