"""The campaign's scene: a sealed deployment, and people in every channel."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.base import Base, base
from bot.settings.environment import Settings
from tests.campaigns.canary.canaries import Canaries
from tests.campaigns.canary.desk import NAME, DeskOfficer
from tests.campaigns.canary.mouths import InTelegram, InWeb, InWhatsApp, Mouth
from tests.campaigns.canary.needles import Needles
from tests.campaigns.canary.officers import Officer
from tests.campaigns.kill.house import House, Server, played
from tests.campaigns.kill.process import MANY_VISITORS
from tests.campaigns.kill.prompts import Prompts
from tests.campaigns.kill.reporters import Reporter, Told
from tests.databases import address, reading
from tests.dialogue import words
from tests.fakes.desk import Browser
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import ANSWERED_AT_ONCE, free_port, serving

AT_ONCE = 12
PATIENCE = 180.0
WATCHED = ("/ready", "/metrics", "/health", "/")
BY_WHATSAPP = "(chat = '' OR chat IN (SELECT chat FROM whatsapp_chats))"
CLOSED = 0.2
"""How many web pages lose every acknowledgement, as one does that is closed before it could say anything."""


Providers = tuple[FakeTelegram, FakeTwilio]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything. The two times are of the configuration's `reminders`."""

    seed: int
    cases: int = 200
    drafts: int = 40
    tried: int = 200
    """With how many cases every command is tried; in the others only the storage is looked at."""
    remind_after: str = "40s"
    expire_after: str = "60s"


class Scene:
    """Everything that runs, and everybody who takes part."""

    def __init__(self, plan: Plan, folder: Path, providers: Providers) -> None:
        self.plan = plan
        self.telegram, self.twilio = providers
        self.canaries = Canaries(plan.seed)
        self.needles = Needles(self.canaries)
        self.house = House(folder)
        self.server = Server(self.house)
        self.reporters: list[Reporter] = []
        self.leavers: list[Reporter] = []
        self.officers: list[Officer] = []
        self.desk: DeskOfficer
        self._begun: set[str] = set()
        self._dice = random.Random(f"scene {plan.seed}")
        self._prompts = Prompts.read(words())
        self._keys = {label: key for key, labels in words().names().items() for label in labels}
        self._config = self.house.folder / "ballegh.toml"
        self._config.write_text(
            f'{ANSWERED_AT_ONCE}remind_after = "{plan.remind_after}"\nexpire_after = "{plan.expire_after}"\n'
            f"{MANY_VISITORS}"
        )
        self._connect()

    def _connect(self) -> None:
        """The providers know where the server is, and the server where they are."""
        port = free_port()
        public = f"http://127.0.0.1:{port}"
        self.twilio.serves(public, public)
        self.house.settings = {
            "BALLEGH_CONFIG": str(self._config),
            "BALLEGH_LISTEN": f"127.0.0.1:{port}",
            "BALLEGH_PUBLIC_URL": public,
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "TWILIO_ACCOUNT_SID": self.twilio.account_sid,
            "TWILIO_AUTH_TOKEN": self.twilio.auth_token,
            "TWILIO_WHATSAPP_FROM": self.twilio.sender,
            "TWILIO_API_URL": self.twilio.url,
        }

    # Before anyone comes

    def seal(self) -> list[str]:
        """Keys on the officer's machine, their recipients to the server; the officers' enrolment codes."""
        new = [("keys", "new", name) for name in ("officer.key", "recovery.key", "stranger.key")]
        made, _ = played(new, self.house.officer, {})
        officer, recovery, _ = (said.text.split("Recipient: ")[1].strip() for said in made)
        _, *said = self.house.runs(
            ("init",),
            ("keys", "add", "Salma", officer),
            ("keys", "recovery", recovery),
            *(("officer", "add", name) for name in OFFICERS),
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
        if channel == "whatsapp":
            return InWhatsApp(self.twilio.person(self.canaries.subscriber()), self._keys)
        page = InWeb(self.server.url, language, acknowledges=self._dice.random() > CLOSED)
        return await page.opens()

    async def enrol(self, codes: list[str]) -> None:
        """One officer in each channel."""
        for channel, code in zip(CHANNELS, codes, strict=True):
            mouth = await self.mouth(channel, "fr")
            dice = self._die(f"officer {channel}")
            self.officers.append(Officer(mouth, self.canaries, dice, begun=self._begun))
            await self.officers[-1].enrols(code)

    async def enter_desk(self) -> None:
        """One officer more has the desk in the browser, with a key that was confirmed."""
        browser = Browser(self.server.url)
        self.desk = DeskOfficer(browser, self.canaries, self._die("officer desk"))
        (said,) = self.house.runs(("officer", "invite", NAME))
        await browser.enters(said.text.strip().rpartition("/")[2])
        (said,) = self.house.runs(("officer", "confirm", NAME, browser.fingerprint))
        assert said.status == 0, said.text

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
        """The officers leave words, which reach the reporters. Before that the desk opens every case."""
        await self.settled()
        await self.desk.works(self.references())
        await asyncio.gather(*(one.works(self.plan.cases // 12) for one in self.officers))
        by_reference = {one.told.reference: one for one in self.reporters}
        for officer in self.officers:
            for reference, note in officer.notes.items():
                if not by_reference[reference].told.traceless:
                    await by_reference[reference].hears(note)

    async def close(self) -> None:
        """Every page is closed."""
        people: list[Reporter | Officer] = [*self.reporters, *self.leavers, *self.officers]
        for one in people:
            await one.mouth.leaves()
        await self.desk.browser.close()

    # What is kept

    def settings(self, data: Path | None = None) -> Settings:
        """Of the server, or of a copy of its data."""
        given = {name.lower(): value for name, value in self.house.settings.items() if "BALLEGH" not in name}
        given |= {"public_url": self.house.settings["BALLEGH_PUBLIC_URL"]}
        folder = data or self.house.data
        if url := address(folder):
            given["database_url"] = url
        return Settings(
            data_dir=folder,
            server_key_file=self.house.key,
            config_file=self._config,
            **given,  # type: ignore[arg-type]  # texts, as in the environment
        )

    def made(self, data: Path | None = None) -> Base:
        """The deployment's data, or a copy of it, open with the server's key."""
        return base(self.settings(data))

    async def settled(self) -> None:
        """Returns when nothing is queued, all has arrived, and every file was fetched or given up."""
        await self.telegram.settled(PATIENCE)
        await self._none("outbox WHERE state = 'queued'")
        await self._none("evidence WHERE state = 'expected'")
        await self.twilio.settled(PATIENCE)
        await self._none(f"outbox WHERE state = 'sent' AND body IS NOT NULL AND {BY_WHATSAPP}")

    async def forgotten(self) -> None:
        """Returns when no conversation waits for anything any more: every draft has ended."""
        await self._none("conversations WHERE due > 0")

    async def _none(self, what: str) -> None:
        """Wait until there are no such rows."""
        end = time.monotonic() + PATIENCE
        with reading(self.house.data) as database:
            while database.exec_driver_sql(f"SELECT count(*) FROM {what}").scalar():  # noqa: S608 - our own words
                assert time.monotonic() < end, f"it does not come to rest: {what}"
                await asyncio.sleep(0.1)

    async def watch(self) -> None:
        """What the addresses for watching say, and the page."""
        async with aiohttp.ClientSession() as http:
            for path in WATCHED:
                async with http.get(self.server.url + path) as answer:
                    self.house.keep(f"address-{path.strip('/') or 'page'}", await answer.text())

    def references(self) -> list[str]:
        """The cases that were filed, as their reporters were told."""
        return [one.told.reference for one in self.reporters]

    def told(self, reference: str) -> Told:
        """What was told of a case."""
        return next(one.told for one in self.reporters if one.told.reference == reference)

    @property
    def tried(self) -> list[str]:
        """Those with which every command is tried."""
        return self.references()[: self.plan.tried]

    @property
    def filed(self) -> set[str]:
        """Every canary of a case that is filed, and what people are called at Telegram."""
        names = "\n".join(chat.person["first_name"] for chat in self.telegram.chats.values()).encode()
        return self.canaries.words_in(b"\n".join((names, *(one.told.said for one in self.reporters))))

    def _die(self, name: str) -> random.Random:
        return random.Random(f"{self.plan.seed} {name}")


CHANNELS = ("telegram", "whatsapp", "web")
OFFICERS = ("Salma", "Omar", "Imane")
"""One in each channel."""

Expiry = Callable[[Scene], Awaitable[None]]


async def by_the_clock(scene: Scene) -> None:
    """Drafts end in the running server, as configured; a restart then tidies up."""
    await scene.forgotten()
    await scene.settled()
    await scene.server.stop()
    scene.house.age_uploads()
    await scene.server.start()


async def as_if_later(scene: Scene) -> None:
    """For a test that cannot wait: the same ticks, on the same data, a day later; then it stays closed."""
    await scene.server.stop()
    port = int(scene.house.settings["BALLEGH_LISTEN"].rpartition(":")[2])
    async with serving(scene.settings(), port) as product:
        for later in (3_700.0, 90_000.0):
            await product.app.schedule.drafts(later=later)
            await scene.settled()
        await product.app.tidying.tidy()
        scene.house.age_uploads()
        await product.app.tidying.stray()
