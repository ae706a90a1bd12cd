"""The composition root: everything is made and tied together here, and nowhere else."""

import asyncio
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_urlsafe

import structlog
from starlette.applications import Starlette

from bot import metrics
from bot.carriers import Carriers
from bot.config import Config, load_config
from bot.jobs import Piece, write
from bot.ledger import OutboxLedger
from bot.render import decode
from bot.schedule import Plan, Schedule, Stores
from bot.sender import Sender, Work
from bot.server import application
from bot.settings import Settings
from bot.turn import Kit, Turns
from bot.uploads import Uploads
from flows.book import FLOWS
from flows.engine import Engine
from handlers.channel import Channel, Message
from handlers.telegram import Profile, Telegram, TelegramSettings
from handlers.webchat import WebChat
from handlers.webchat_settings import WebSettings
from locales import LANGUAGES, Catalogue
from storage.database import Database
from storage.files import MEGABYTE, EvidenceStore, Limits
from storage.outbox import Row
from storage.ring import VARIABLE, BadRing
from storage.unit import Shelf
from storage.vault import Vault
from storage.writer import Writer

COMMANDS = ("start", "menu", "status", "help", "language", "hide", "cancel")
STALLED = 30.0
"""A sender that has not looked at the outbox for this long (seconds) does not work."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Base:
    """What the server and the commands share: the database and what opens and words it."""

    settings: Settings
    config: Config
    database: Database
    vault: Vault
    shelf: Shelf
    catalogue: Catalogue

    def store(self, name: str) -> EvidenceStore:
        """A folder of files under the evidence folder's rules."""
        folder = Path(self.settings.evidence_url) if name == "evidence" else self.settings.data_dir / name
        cover = self.shelf.seals if name == "evidence" else self.vault
        return EvidenceStore(folder, cover, Limits(self.settings.max_file_mb * MEGABYTE))


def environment(settings: Settings) -> dict[str, str]:
    """What the server's key may come from, `.env` included."""
    given = settings.server_key
    return dict(os.environ) | ({VARIABLE: given.get_secret_value()} if given else {})


class BadKey(Exception):
    """The server's key file does not hold a key."""


def key_path(settings: Settings) -> Path:
    """Where the server's key lies."""
    return settings.server_key_file or settings.data_dir / "server.key"


def base(settings: Settings) -> Base:
    """Open what is kept. Raises what the database raises."""
    config = load_config(settings.config_file)
    database = Database(settings.database_url.get_secret_value(), settings.data_dir)
    try:
        vault = Vault.load(key_path(settings), environment(settings))
    except BadRing:
        raise BadKey from None
    zone = settings.timezone.key
    catalogue = Catalogue.load(asdict(config.lines), settings.organisation, zone)
    return Base(settings, config, database, vault, Shelf(database, vault), catalogue)


class App:
    """The running product; `start` and `stop` once each, inside one event loop."""

    def __init__(self, made: Base) -> None:
        self._base = made
        self._loop = asyncio.get_running_loop()
        self._writer = Writer(made.database, made.vault, self._loop.call_soon_threadsafe)
        self._files = made.store("evidence")
        self._uploads = Uploads(made.store("uploads"))
        self.turns = Turns(self._kit(), self._writer, self._accept)
        self.channels: Mapping[str, Channel] = {channel.name: channel for channel in self._channels()}
        self._ledger = OutboxLedger(self._writer)
        self._sender = Sender(self._work(), self._ledger)
        self.schedule = Schedule(
            self._plan(),
            Stores(made.shelf, self._writer, self._files),
            self.turns,
            made.catalogue,
            self._accept,
        )
        self._running: asyncio.Task[None] | None = None
        self._hushed = False

    @property
    def site(self) -> Starlette:
        """What the HTTP server serves."""
        routes = [route for channel in self.channels.values() for route in channel.routes()]
        return application(routes, self.checks)

    async def start(self) -> None:
        """Storage first, then what waits in the outbox, then the channels."""
        self._files.sweep()
        await asyncio.to_thread(self._base.shelf.shred, self._files)
        self._writer.start()
        if self._base.database.exclusive:
            await write(self._writer, Piece(lambda unit: unit.outbox.release_leases()))
        self._sender.expect(await write(self._writer, Piece(lambda unit: unit.outbox.backlog())))
        self._running = asyncio.create_task(self._sender.run())
        for channel in self.channels.values():
            await channel.start(self.turns.take)
        self.schedule.start()

    async def hush(self) -> None:
        """Finish what is being sent, take no more; open pages let go, so that the HTTP server can end."""
        if not self._hushed:
            self._hushed = True
            self.schedule.stop()
            await self._sender.stop()
            for channel in self.channels.values():
                await channel.stop()

    async def stop(self) -> None:
        """In the other order; what was taken is finished, what was not sent stays in the outbox."""
        await self.hush()
        await self._ledger.flush()
        if self._running:
            self._running.cancel()
        await asyncio.to_thread(self._writer.stop)
        self._base.database.close()

    async def flushed(self) -> None:
        """Returns when what became of every message so far is recorded."""
        await self._sender.idle()
        await self._ledger.flush()

    async def checks(self) -> dict[str, bool]:
        """What works; also brings the gauges up to date."""
        database = await asyncio.to_thread(self._base.database.ready)
        if database:
            await asyncio.to_thread(self._gauge)
        metrics.waiting_jobs.set(self._writer.waiting)
        metrics.busy_lanes.set(self._sender.busy)
        sender = time.monotonic() - self._sender.beat < STALLED
        return {"database": database, "writer": self._writer.alive, "sender": sender}

    def _gauge(self) -> None:
        with self._base.shelf.read() as unit:
            depth = unit.outbox.depth()
        for state, count in depth.states.items():
            metrics.queued.labels(state).set(count)
        metrics.oldest.set(time.time() - depth.oldest if depth.oldest else 0)

    def _accept(self, rows: Sequence[Row]) -> None:
        self._sender.accept(rows)

    def _kit(self) -> Kit:
        made = self._base
        reminders = made.config.reminders
        engine = Engine(
            FLOWS, made.catalogue.names(), float(reminders.remind_after), float(reminders.expire_after)
        )
        return Kit(engine, made.catalogue, made.config.limits)

    def _work(self) -> Work:
        carriers = self.carriers = Carriers(self.channels, (self._base.shelf, self._files), self.turns)
        carry = {
            "reply": carriers.reply,
            "fetch": carriers.fetch,
            "hide": carriers.hide,
            "release": carriers.release,
        }
        return Work(carry, {"fetch": carriers.fetch_failed})

    def _plan(self) -> Plan:
        settings, config = self._base.settings, self._base.config
        return Plan(settings.digest_time, settings.timezone, config.retention, config.reminders.expire_after)

    def _channels(self) -> list[Channel]:
        channels: list[Channel] = [WebChat(self._web())]
        if self._base.settings.telegram_bot_token:
            channels.append(
                Telegram(self._telegram(self._base.settings.telegram_bot_token.get_secret_value()))
            )
        return channels

    def _web(self) -> WebSettings:
        settings = self._base.settings
        return WebSettings(
            organisation=settings.organisation,
            max_bytes=settings.max_file_mb * MEGABYTE,
            secure=(settings.public_url or "").startswith("https:"),
            texts=self._base.catalogue.web_texts(),
            pending=self._pending,
            acknowledge=self._acknowledge,
            incoming=self._uploads.open,
            read=self._uploads.read,
            forget=self._uploads.forget,
            origin=settings.public_url or "",
        )

    async def _pending(self, chat: str, after: int) -> list[tuple[int, Message]]:
        def read() -> list[tuple[int, Message]]:
            with self._base.shelf.read() as unit:
                return [(row.id, decode(row.body)) for row in unit.outbox.pending(chat, after)]

        return await asyncio.to_thread(read)

    async def _acknowledge(self, chat: str, up_to: int) -> None:
        now = time.time()
        await write(self._writer, Piece(lambda unit: unit.outbox.acknowledge(chat, up_to, now), chat))

    def _telegram(self, token: str) -> TelegramSettings:
        settings = self._base.settings
        public = settings.public_url
        return TelegramSettings(
            token=token,
            api_url=settings.telegram_api_url,
            webhook_url=f"{public}/telegram" if public else "",
            webhook_secret=self._webhook_secret() if public else "",
            max_bytes=settings.max_file_mb * MEGABYTE,
            profiles={language: self._profile(language) for language in LANGUAGES if language != "ary"}
            | {"": self._profile("ar")},
        )

    def _webhook_secret(self) -> str:
        """The one given, or one made at the first start."""
        given = self._base.settings.telegram_webhook_secret
        if given:
            return given.get_secret_value()
        with self._base.shelf.write() as unit:
            kept = unit.settings.get("telegram_webhook_secret")
            if kept is None:
                kept = token_urlsafe(32)
                unit.settings.set("telegram_webhook_secret", kept)
            return kept

    def _profile(self, language: str) -> Profile:
        text = self._base.catalogue.label
        return Profile(
            tuple((command, text(language, f"command-{command}")) for command in COMMANDS),
            text(language, "bot-description"),
            text(language, "bot-about"),
        )
