"""Twilio's REST API and webhooks on loopback: strict by the documentation, faulty on demand.

    async with FakeTwilio() as twilio:
        twilio.serves("http://127.0.0.1:8080", "https://ballegh.example")
        salma = twilio.person("+212600000001")
        salma.says("salam")
        seen = await salma.sees()
        salma.taps(seen.labels[0])

No wait for the bot sleeps: every change wakes the tests that wait.
"""

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web

from tests.fakes.twilio import rules
from tests.fakes.twilio.content import ContentStore, Shown, check_template
from tests.fakes.twilio.delivery import Delivery
from tests.fakes.twilio.faults import Call, Fault
from tests.fakes.twilio.messages import MessageStore
from tests.fakes.twilio.person import Person
from tests.fakes.twilio.rules import Json
from tests.fakes.twilio.wire import Wire

KINDS = {
    "send": ("POST", rules.MESSAGES),
    "list": ("GET", rules.MESSAGES),
    "message": ("GET", rules.MESSAGE),
    "empty": ("POST", rules.MESSAGE),
    "media": ("GET", rules.MEDIA),
    "file": ("GET", rules.BYTES),
    "delete": ("DELETE", rules.FILE),
    "content": ("POST", rules.CONTENTS),
    "contents": ("GET", rules.CONTENTS),
    "typing": ("POST", rules.TYPING),
    "download": ("GET", "download"),
}


@dataclass
class FakeTwilio:
    """One account's server. `url` stands for all of Twilio's hosts.

    `keeps_stops`: Twilio itself refuses messages to a person who said STOP, as an account may be set to do.
    """

    account_sid: str = "AC" + "0a" * 16
    auth_token: str = field(default="c0ffee" * 5 + "aa", repr=False)
    sender: str = "whatsapp:+14155238886"
    skew: float = 0.0
    url: str = ""
    elsewhere: str = ""
    expired: bool = False
    states: tuple[str, ...] = ("sent", "delivered")
    shuffled: bool = False
    keeps_stops: bool = True
    people: dict[str, Person] = field(default_factory=dict)
    undelivered: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.changed = asyncio.Condition()
        self.contents = ContentStore()
        self.messages = MessageStore(self)
        self.delivery = Delivery(self)
        self._wakers: set[asyncio.Task[None]] = set()
        self._runners: list[web.AppRunner] = []
        self._dice = random.Random(7)

    async def __aenter__(self) -> Self:
        wire = Wire(self)
        self.url = await self._listen(wire.serve)
        self.elsewhere = await self._listen(wire.download)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.delivery.stop()
        for task in self._wakers:
            task.cancel()
        for runner in self._runners:
            await runner.cleanup()

    async def _listen(self, handler: Callable[[web.Request], Any], port: int = 0) -> str:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", handler)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        self._runners.append(runner)
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    # What a test does

    def serves(self, bot: str, public: str = "https://ballegh.example") -> None:
        """Set the bot's real address, and the public address that is signed."""
        self.delivery.bot, self.delivery.public = bot, public

    def person(self, number: str, wa_id: str = "", external_id: str = "") -> Person:
        """A person with WhatsApp, always the same for the same number or id."""
        made = Person(self, number, wa_id or number.removeprefix("+"), external_id)
        return self.people.setdefault(made.address, made)

    def fails(self, kind: str, **how: Any) -> Fault:
        """Add a fault to a kind of call (`KINDS`); `how` as in `Fault`."""
        fault = Fault(*KINDS[kind], **how)
        self.faults.append(fault)
        return fault

    def limits(self, person: Person, seconds: int, times: int = 1) -> Fault:
        """Answer 429 to the next messages to this person."""
        return self.fails("send", to=person.address, retry_after=seconds, times=times)

    @contextmanager
    def outage(self) -> Iterator[None]:
        """Make the bot's webhook unreachable; Twilio repeats its posts, then gives up."""
        self.delivery.down = True
        try:
            yield
        finally:
            self.delivery.down = False

    def passes(self, hours: float) -> None:
        """Move Twilio's clock forward."""
        self.skew += hours * 3600

    def now(self) -> float:
        """The time of Twilio's clock, in seconds."""
        return time.time() + self.skew

    def called(self, kind: str) -> list[Json]:
        """The parameters of every call of a kind so far, refused ones included."""
        return [dict(call.sent) for call in self.calls if (call.method, call.path) == KINDS[kind]]

    @property
    def refusals(self) -> list[Call]:
        """Calls that broke a documented rule."""
        return [call for call in self.calls if call.status in (400, 401, 415)]

    def approve(self, text: str, language: str = "fr") -> str:
        """Add a template of plain text that WhatsApp approved; its ContentSid."""
        body = {"friendly_name": "notice", "language": language, "variables": {"1": "…"}}
        return self.approve_content({**body, "types": {"twilio/text": {"body": text}}})

    def approve_content(self, content: Json) -> str:
        """Add a template in the Content API's form that WhatsApp approved; its ContentSid. Raises Refused."""
        check_template(content)
        made = self.contents.create(content, self.iso())
        self.contents.approved.add(made["sid"])
        return str(made["sid"])

    def tell(self, sid: str, state: str, code: int = 0) -> None:
        """Send a status callback."""
        self.messages.get(sid)["status"] = state
        self.delivery.callback(self.messages.callbacks[sid], [self._status(sid, state, code)])

    async def until(self, holds: Callable[[], object], within: float = 60.0) -> None:
        """Wait until `holds` is true, checked after every change. Raises TimeoutError."""
        async with asyncio.timeout(within), self.changed:
            await self.changed.wait_for(lambda: bool(holds()))

    async def settled(self, within: float = 60.0) -> None:
        """Wait until every webhook and callback is answered or given up."""
        await self.until(lambda: not self.delivery.tasks, within)

    # What persons and messages use

    def inbound(self, person: Person, fields: Json, files: list[tuple[bytes, str]] | None = None) -> Json:
        """Keep a person's message, and post it to the bot."""
        person.wrote = self.now()
        message, kept = self.messages.arrive(person, fields["Body"], files or [])
        root = f"{self.url}/2010-04-01/Accounts/{self.account_sid}/Messages/{message['sid']}/Media"
        for number, file in enumerate(kept):
            fields[f"MediaUrl{number}"] = f"{root}/{file.sid}"
            fields[f"MediaContentType{number}"] = file.type
        told = self._webhook(person, message) | fields
        self.delivery.webhook(told)
        self.wake()
        return told

    def _webhook(self, person: Person, message: Json) -> Json:
        sid = message["sid"]
        external = {"ExternalUserId": f"whatsapp:{person.external_id}"} if person.external_id else {}
        return {
            "MessageSid": sid,
            "SmsMessageSid": sid,
            "SmsSid": sid,
            "SmsStatus": "received",
            "AccountSid": self.account_sid,
            "ApiVersion": "2010-04-01",
            "NumSegments": "1",
            "From": person.address,
            "To": self.sender,
            "WaId": person.wa_id,
            "ProfileName": person.name,
            "NumMedia": message["num_media"],
            "ReferralNumMedia": "0",
            "Forwarded": "false",
            **external,
        }

    def deliver(self, message: Json, shown: Shown, code: int) -> None:
        """Deliver a message or fail to, and send its callbacks."""
        kept = self.messages.get(message["sid"])
        states = self.states
        if code:
            states = ("failed" if code == 63016 else "undelivered",)
            kept["error_code"] = code
        else:
            self.people[message["to"]].receives(message["sid"], shown)
        kept |= {"status": states[-1] if states else "queued", "date_sent": self.messages.stamp()}
        told = [self._status(message["sid"], state, code) for state in states]
        if self.shuffled:
            self._dice.shuffle(told)
        if callback := self.messages.callbacks[message["sid"]]:
            self.delivery.callback(callback, told)
        self.wake()

    def _status(self, sid: str, state: str, code: int) -> Json:
        message = self.messages.get(sid)
        error = {"ErrorCode": str(code), "ErrorMessage": ""} if code else {}
        return {
            "MessageSid": sid,
            "SmsSid": sid,
            "MessageStatus": state,
            "SmsStatus": state,
            "From": message["from"],
            "To": message["to"],
            "AccountSid": self.account_sid,
            "ApiVersion": "2010-04-01",
            "ChannelPrefix": "whatsapp",
            "ChannelInstallSid": "",
            **error,
        }

    def wake(self) -> None:
        """Wake the tests that wait for a change."""
        task = asyncio.get_running_loop().create_task(self._notify())
        self._wakers.add(task)
        task.add_done_callback(self._wakers.discard)

    async def _notify(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    def iso(self) -> str:
        """The time now, as the Content API writes it."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.now()))
