"""One play: servers, providers and people, and the process that is felled at a moment."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.kill.process import MANY_VISITORS
from tests.campaigns.nodes.balancer import Balancer, Target
from tests.campaigns.silence.house import WORKERS, House, Server
from tests.campaigns.silence.people import FILES, Sender, people
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import free_port
from tests.storage.cluster import Cluster

ON = ("sqlite", "postgres", "workers", "two")
LIMITS = MANY_VISITORS + "events_at_once = 1000000\n"
NOWHERE = "http://127.0.0.1:9"
STATES = "SELECT state, count(*) FROM evidence GROUP BY state"
OPENED = 2.5
"""Seconds in which pages open their streams and Telegram is asked for the first time."""


@dataclass(frozen=True)
class Kind:
    """How a play goes: on which servers, who is felled (the one that `leads`?), by which signal."""

    on: str
    leads: bool
    polling: bool
    how: signal.Signals

    @property
    def several(self) -> bool:
        """Whether others go on."""
        return self.on in ("workers", "two")


@dataclass
class Play:
    """A play under way; `fell` is when the process fell."""

    kind: Kind
    house: House
    telegram: FakeTelegram
    twilio: FakeTwilio
    balancer: Balancer | None
    victim: int = 0
    senders: list[Sender] = field(default_factory=list)
    fell: float = 0.0
    holds: list[asyncio.Event] = field(default_factory=list)

    @property
    def files(self) -> int:
        """How many files are sent."""
        return sum(FILES[each.content] for each in self.senders)

    def hold(self, call: str, *, accepted: bool = False) -> None:
        """Let the provider's answers to this call hang: `file` or `send`."""
        hold = asyncio.Event()
        self.holds.append(hold)
        self.telegram.fails({"send": "sendMessage"}.get(call, call), times=1000, hold=hold, accepted=accepted)
        self.twilio.fails(call, times=1000, hold=hold, accepted=accepted)

    async def falls(self) -> None:
        """Fell the process; the only server is started again at once. Providers work again."""
        self.fell = time.monotonic()
        os.kill(self.victim, self.kind.how)
        self.telegram.faults.clear()
        self.twilio.faults.clear()
        if self.balancer:
            for target, server in zip(self.balancer.targets, self.house.servers, strict=True):
                target.url = server.url
        if not self.kind.several:
            server = self.house.servers[0]
            await server.process.wait()
            await server.start()

    def choose(self) -> None:
        """Choose who is felled, and let a balancer's requests go to it alone until then."""
        self.victim = self.house.victim(lead=self.kind.leads)
        if self.balancer:
            for target, server in zip(self.balancer.targets, self.house.servers, strict=True):
                if self.victim not in server.processes:
                    target.url, target.up = NOWHERE, False

    async def until(self, true: Callable[[dict[str, int]], bool]) -> None:
        """Return once this holds of the files' states. Raises TimeoutError."""
        async with asyncio.timeout(30):
            while not true(await self.states()):  # noqa: ASYNC110  # another process's rows
                await asyncio.sleep(0.05)

    async def states(self) -> dict[str, int]:
        """How many files are in which state."""
        rows = await asyncio.to_thread(self.house.queried, STATES)
        return dict(map(tuple, rows))


@asynccontextmanager
async def playing(kind: Kind, folder: Path, cluster: Cluster | None) -> AsyncIterator[Play]:
    """Start everything; nobody has said anything yet."""
    ports = [free_port() for _ in range(2 if kind.on == "two" else 1)]
    targets = [Target(f"http://127.0.0.1:{port}") for port in ports]
    balancer = Balancer(free_port(), targets) if kind.on == "two" else None
    public = balancer.url if balancer else targets[0].url
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram())
        twilio = await stack.enter_async_context(FakeTwilio())
        twilio.serves(public, public)
        given = _settings(kind, folder, telegram, twilio, public)
        if cluster:
            given["BALLEGH_DATABASE_URL"] = cluster.prepared()
        play = Play(kind, House([Server(given, port, folder) for port in ports]), telegram, twilio, balancer)
        stack.push_async_callback(play.house.stop)
        await play.house.start()
        if balancer:
            await stack.enter_async_context(balancer)
        play.choose()
        play.senders = await people(public, telegram, None if kind.polling else twilio)
        for each in play.senders:
            stack.push_async_callback(each.mouth.leaves)
            stack.callback(asyncio.create_task(each.listens()).cancel)
        await asyncio.sleep(OPENED)
        yield play


def _settings(
    kind: Kind, folder: Path, telegram: FakeTelegram, twilio: FakeTwilio, public: str
) -> dict[str, str]:
    config = folder / "ballegh.toml"
    config.write_text(LIMITS, "utf-8")
    given = {
        "BALLEGH_DATA_DIR": str(folder / "data"),
        "BALLEGH_CONFIG": str(config),
        "TELEGRAM_BOT_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
    }
    if kind.on == "workers":
        given[WORKERS] = "2"
    if kind.polling:
        return given
    return given | {
        "BALLEGH_PUBLIC_URL": public,
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_AUTH_TOKEN": twilio.auth_token,
        "TWILIO_WHATSAPP_FROM": twilio.sender,
        "TWILIO_API_URL": twilio.url,
    }
