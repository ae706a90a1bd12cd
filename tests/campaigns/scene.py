"""The campaign's scene: a sealed deployment, its people in every channel, and what is seen of it afterwards."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from sqlalchemy import Select, func, select

from bot.app import Base, base
from bot.settings import Settings
from storage.tables import CONVERSATIONS, EVIDENCE, OUTBOX
from tests.bot.product import running, settings
from tests.campaigns.canaries import Canaries
from tests.campaigns.house import House, Server, played
from tests.campaigns.mouths import InTelegram, InWeb, Mouth
from tests.campaigns.needles import Needles
from tests.campaigns.officers import Officer
from tests.campaigns.reporters import Prompts, Reporter
from tests.dialogue import words
from tests.fakes.telegram import FakeTelegram

AT_ONCE = 12
PATIENCE = 180.0
WATCHED = ("/ready", "/metrics", "/health", "/")
CLOSED = 0.2
"""How many web pages lose every acknowledgement, as one does that is closed before it could say anything."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything. The two times are of the configuration's `reminders`."""

    seed: int
    cases: int = 200
    drafts: int = 40
    remind_after: str = "40s"
    expire_after: str = "60s"


class Scene:
    """Everything that runs, and everybody who takes part."""

    def __init__(self, plan: Plan, folder: Path, telegram: FakeTelegram) -> None:
        self.plan = plan
        self.telegram = telegram
        self.canaries = Canaries(plan.seed)
        self.needles = Needles(self.canaries)
        self.house = House(folder)
        self.server = Server(self.house)
        self.reporters: list[Reporter] = []
        self.leavers: list[Reporter] = []
        self.officers: list[Officer] = []
        self._dice = random.Random(f"scene {plan.seed}")
        self._prompts = Prompts.read(words())
        config = self.house.folder / "ballegh.toml"
        config.write_text(
            f'[reminders]\nremind_after = "{plan.remind_after}"\nexpire_after = "{plan.expire_after}"\n'
        )
        self.house.settings = {
            "BALLEGH_CONFIG": str(config),
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
        }

    # Before anyone comes

    def seal(self) -> list[str]:
        """Keys on the officer's machine, their recipients to the server; the officers' enrolment codes."""
        new = [("keys", "new", name) for name in ("officer.key", "recovery.key", "stranger.key")]
        made, _ = played(new, self.house.officer, {})
        officer, recovery, _ = (said.text.split("Recipient: ")[1].strip() for said in made)
        said = self.house.runs(
            ("keys", "add", "Salma", officer),
            ("keys", "recovery", recovery),
            ("officer", "add", "Salma"),
            ("officer", "add", "Omar"),
        )
        return [each.text.split()[-1] for each in said[2:]]

    def key(self, name: str = "officer") -> str:
        """The text of a private key on the officer's machine."""
        return (self.house.officer / f"{name}.key").read_text()

    # People

    async def mouth(self, channel: str, language: str) -> Mouth:
        """Somebody new in this channel."""
        if channel == "telegram":
            name = self.canaries.name()
            return InTelegram(self.telegram.chat(self.canaries.person(), language=language, name=name))
        page = InWeb(self.server.url, language, acknowledges=self._dice.random() > CLOSED)
        return await page.opens()

    async def enrol(self, codes: list[str]) -> None:
        """One officer in each channel."""
        for channel, code in zip(CHANNELS, codes, strict=True):
            mouth = await self.mouth(channel, "fr")
            self.officers.append(Officer(mouth, self.canaries, self._die(f"officer {channel}")))
            await self.officers[-1].enrols(code)

    async def reports(self) -> None:
        """Everybody reports, a dozen at a time; some walk away."""
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            async with turns:
                await self._reporter(number)

        numbers = list(range(self.plan.cases + self.plan.drafts))
        self._dice.shuffle(numbers)
        async with asyncio.TaskGroup() as group:
            for number in numbers:
                group.create_task(one(number))

    async def _reporter(self, number: int) -> None:
        dice = self._die(f"reporter {number}")
        language = dice.choice(("fr", "ar", "ary"))
        stays = dice.randrange(2, 12) if number >= self.plan.cases else 0
        mouth = await self.mouth(CHANNELS[number % len(CHANNELS)], language)
        reporter = Reporter(mouth, self.canaries, self._prompts, dice, language, stays)
        (self.leavers if stays else self.reporters).append(reporter)
        await reporter.report()

    async def work(self) -> None:
        """The officers leave words, which reach the reporters."""
        await asyncio.gather(*(one.works(self.plan.cases // 12) for one in self.officers))
        by_reference = {one.told.reference: one for one in self.reporters}
        for officer in self.officers:
            for reference, note in officer.notes.items():
                await by_reference[reference].hears(note)

    async def close(self) -> None:
        """Every page is closed."""
        for one in (*self.reporters, *self.leavers, *self.officers):
            await one.mouth.leaves()

    # What is kept

    def settings(self, data: Path | None = None) -> Settings:
        """Of the server, or of a copy of its data."""
        given = {
            "config_file": Path(self.house.settings["BALLEGH_CONFIG"]),
            "server_key_file": self.house.key,
        }
        return settings(data or self.house.data, self.telegram, **given)

    def made(self, data: Path | None = None) -> Base:
        """The deployment's data, or a copy of it, open with the server's key."""
        return base(self.settings(data))

    async def settled(self) -> None:
        """Returns when nothing is queued and every file was fetched or given up."""
        queued = select(func.count()).where(OUTBOX.c.state == "queued")
        await self._none(queued)
        await self._none(select(func.count()).where(EVIDENCE.c.state == "expected"))

    async def forgotten(self) -> None:
        """Returns when no conversation waits for anything any more: every draft has ended."""
        await self._none(select(func.count()).where(CONVERSATIONS.c.due > 0))

    async def _none(self, counting: Select[tuple[int]]) -> None:
        end, made = time.monotonic() + PATIENCE, self.made()
        try:
            while self._count(made, counting):
                assert time.monotonic() < end, "it does not come to rest"
                await asyncio.sleep(0.1)
        finally:
            made.database.close()

    @staticmethod
    def _count(made: Base, counting: Select[tuple[int]]) -> int:
        with made.database.read() as connection:
            return connection.execute(counting).scalar_one()

    async def watch(self) -> None:
        """What the addresses for watching say, and the page."""
        async with aiohttp.ClientSession() as http:
            for path in WATCHED:
                async with http.get(self.server.url + path) as answer:
                    self.house.keep(f"address-{path.strip('/') or 'page'}", await answer.text())

    def references(self) -> list[str]:
        """The cases that were filed, as their reporters were told."""
        return [one.told.reference for one in self.reporters]

    def telegram_names(self) -> bytes:
        """What people are called at Telegram."""
        return "\n".join(chat.person["first_name"] for chat in self.telegram.chats.values()).encode()

    def _die(self, name: str) -> random.Random:
        return random.Random(f"{self.plan.seed} {name}")


CHANNELS = ("telegram", "web")
"""Where people are; each needs its line in `Scene.mouth`, and its settings in `House.settings`."""

Expiry = Callable[[Scene], Awaitable[None]]


async def by_the_clock(scene: Scene) -> None:
    """Drafts end in the running server, as configured; a restart then tidies up."""
    await scene.forgotten()
    await scene.settled()
    await scene.server.stop()
    await scene.server.start()


async def as_if_later(scene: Scene) -> None:
    """For a test that cannot wait: the same ticks, on the same data, a day later."""
    await scene.server.stop()
    async with running(scene.settings()) as product:
        for later in (3_700.0, 90_000.0):
            await product.app.schedule.drafts(later=later)
            await product.app.flushed()
        await product.app.schedule.tidy()
    await scene.server.start()
