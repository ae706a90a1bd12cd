"""The bots that are measured: how each is started, and what it must have kept in the end."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from pathlib import Path

from bench.tools import BOT_CORE, HERE, ROOT, VENV, go_peer, peers_python, pinned

TOKEN = "123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
SECRET = "a-secret-of-the-bench"
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bot runs: its folder, its port, the API it calls, what peers say."""

    folder: Path
    port: int
    api: int
    script: Path


@dataclass(frozen=True, slots=True)
class Kept:
    """What a bot has in the end; `loose` is what ought not to be there (unsent rows, dead letters)."""

    cases: int
    files: int
    loose: int = 0

    def beyond(self, before: "Kept") -> "Kept":
        """What came since."""
        return Kept(self.cases - before.cases, self.files - before.files, self.loose - before.loose)


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot. `ready` is the path that answers 200 once it takes updates; empty: once it listens.

    `pictures`: how many it sends with each case, beside its replies. `cores`: where it may run.
    """

    name: str
    command: Callable[[Place], list[str]]
    kept: Callable[[Path], Kept]
    path: str = "/hook"
    ready: str = ""
    environment: Callable[[Place], Mapping[str, str]] = field(default=lambda _: {})
    pictures: int = 0
    cores: str = BOT_CORE


def free_port() -> int:
    """A port that nobody listens on just now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])


# --- the product ---


def product_environment(place: Place) -> dict[str, str]:
    """Telegram by webhook, everything else as it comes.

    Files are answered at once, and no picture is read: the load's photos hold nothing.
    """
    quiet = place.folder / "quiet.toml"
    quiet.write_text('[reminders]\nburst_quiet = "0s"\n')
    return {
        "BALLEGH_CONFIG": str(quiet),
        "BALLEGH_READ_PICTURES": "off",
        "BALLEGH_DATA_DIR": str(place.folder / "data"),
        "BALLEGH_LISTEN": f"127.0.0.1:{place.port}",
        "BALLEGH_PUBLIC_URL": f"http://127.0.0.1:{place.port}",
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{place.api}",
    }


def web_environment(place: Place) -> dict[str, str]:
    """The web chat alone, where every visitor is new and none is asked for work."""
    limits = place.folder / "limits.toml"
    limits.write_text(
        '[reminders]\nburst_quiet = "0s"\n'
        "[limits]\nweb_sessions_per_minute = 10000000\nweb_filings_per_minute = 10000000\n"
    )
    return {
        "BALLEGH_CONFIG": str(limits),
        "BALLEGH_READ_PICTURES": "off",
        "BALLEGH_DATA_DIR": str(place.folder / "data"),
        "BALLEGH_LISTEN": f"127.0.0.1:{place.port}",
    }


def _product_kept(folder: Path) -> Kept:
    with closing(sqlite3.connect(folder / "data" / "ballegh.db")) as database:

        def count(what: str) -> int:
            return int(database.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608 - constants

        unsent = count("outbox WHERE state <> 'sent' AND chat LIKE 'telegram:%'") + count("dead_letters")
        stored = count("evidence WHERE state = 'stored'")
        cases = count("cases")
    return Kept(cases, stored, unsent + abs(stored - _files(folder / "data" / "evidence")))


def _files(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


PRODUCT = Bot(
    "product",
    command=lambda _: [sys.executable, str(ROOT / "main.py"), "serve"],
    kept=_product_kept,
    path="/telegram",
    ready="/ready",
    environment=product_environment,
    pictures=1,
)
WEB = replace(PRODUCT, name="product, web chat", environment=web_environment, pictures=0)


# --- the peers ---


def _given(place: Place) -> tuple[str, ...]:
    """What every peer is told."""
    return f"http://127.0.0.1:{place.api}", str(place.port), str(place.folder), str(place.script)


def _peer(name: str, script: str, *more: str) -> Bot:
    def command(place: Place) -> list[str]:
        return [str(peers_python()), str(HERE / "peers" / script), *_given(place), *more]

    return Bot(name, command, _peer_kept)


def _peer_kept(folder: Path) -> Kept:
    with closing(sqlite3.connect(folder / "cases.db")) as database:
        cases = int(database.execute("SELECT count(*) FROM cases").fetchone()[0])
    return Kept(cases, _files(folder / "photos"))


PEERS = (
    _peer("python-telegram-bot", "ptb.py"),
    _peer("aiogram, memory", "aiogram_bot.py"),
    _peer("aiogram, SQLite", "aiogram_bot.py", "--sqlite"),
    _peer("pyTelegramBotAPI, memory", "telebot_bot.py"),
    _peer("pyTelegramBotAPI, SQLite", "telebot_bot.py", "--sqlite"),
)
GO = Bot("go, telebot.v3", lambda place: [str(go_peer(VENV / "go-peer")), *_given(place)], _peer_kept)
"""Measured where Go is installed."""


# --- a bot that runs ---


class Running:
    """A started bot: pinned to its core, its output in its folder."""

    def __init__(self, bot: Bot, place: Place, wrap: tuple[str, ...] = ()) -> None:
        self._bot, self._place = bot, place
        place.folder.mkdir(parents=True, exist_ok=True)
        clean = {
            name: value for name, value in os.environ.items() if not name.startswith(("BALLEGH", "TELEGRAM"))
        }
        self._output = (place.folder / "output").open("wb")
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            pinned(bot.cores, *wrap, *bot.command(place)),
            cwd=place.folder,
            env=clean | dict(bot.environment(place)),
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )

    @property
    def pid(self) -> int:
        """Of the bot itself: taskset becomes it."""
        return self._process.pid

    def wait(self) -> float:
        """Until it takes updates; how many seconds that took. Raises RuntimeError."""
        while time.monotonic() - self._started < PATIENCE:
            if self._process.poll() is not None:
                raise RuntimeError(f"{self._bot.name} ended at once:\n{self.output()}")
            if self._answers():
                return time.monotonic() - self._started
            time.sleep(0.005)
        self.stop()
        raise RuntimeError(f"{self._bot.name} did not come up:\n{self.output()}")

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self._place.port, timeout=5)
        with suppress(OSError), closing(connection):
            connection.connect()
            if not self._bot.ready:
                return True
            connection.request("GET", self._bot.ready)
            return connection.getresponse().status == 200
        return False

    def memory(self) -> int:
        """Kilobytes in memory just now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))

    def stop(self) -> int:
        """End it in order; its exit status."""
        self._process.terminate()
        try:
            return self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            self._output.close()

    def output(self) -> str:
        """The end of what it printed."""
        return (self._place.folder / "output").read_text("utf-8", "replace")[-3000:]
