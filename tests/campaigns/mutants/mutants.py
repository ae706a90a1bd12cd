"""Changed requests: what does not prove where it comes from does nothing, and nothing is a server error.

    python -m tests.campaigns.mutants.mutants [--requests 10000] [--seed N] [--only NUMBER]

A server process is given genuine requests of Telegram, Twilio and the web chat's own page, each changed in
one of the ways of `changes.py`, which says what each must lead to. So many are forged; a quarter as many more
have the right proof and odd contents, and some say the same in other words and must be taken. The database is
compared, row by row, with what it was before the forged ones.
"""

import argparse
import asyncio
import hashlib
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from sqlalchemy import Connection, inspect

from handlers.webchat.session import Sessions
from storage.sealing.vault import Vault
from tests.campaigns.kill.process import MANY_VISITORS, Process, whatsapp
from tests.campaigns.kill.tally import queued
from tests.campaigns.mutants.changes import Change, Kind
from tests.campaigns.mutants.changes_telegram import telegram
from tests.campaigns.mutants.changes_twilio import twilio
from tests.campaigns.mutants.changes_web import web
from tests.campaigns.mutants.genuine import SECRET, Signer
from tests.campaigns.mutants.raw import answered
from tests.databases import reading
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import ANSWERED_AT_ONCE

SURFACES = ("telegram", "whatsapp", "status", "web")
AT_ONCE = 16
TOLD = 12
PATIENCE = 10.0
OWN_PACE = frozenset({"settings", "alembic_version", "sqlite_sequence"})
"""Tables that may change by themselves."""

Print = Mapping[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Ground:
    """A bot that is served here, its folder, and the changes to play."""

    url: str
    data: Path
    changes: Sequence[Change]

    def of(self, kind: Kind, surface: str) -> list[Change]:
        """The changes of a kind."""
        return [each for each in self.changes if (each.kind, each.surface) == (kind, surface)]


@dataclass(frozen=True, slots=True)
class Played:
    """A changed request and what it was answered."""

    number: int
    change: Change
    status: int

    @property
    def wrong(self) -> bool:
        """Whether the answer is none of those wanted."""
        return self.status not in self.change.wants

    def __str__(self) -> str:
        change = self.change
        return f"{self.number}: {change.surface}, {change.name} ({change.kind.value}): answered {self.status}"


# --- what is there ---


def fingerprint(data: Path) -> Print:
    """Each table's number of rows and a hash of all of them."""
    with reading(data) as database:
        tables = sorted({*inspect(database).get_table_names()} - OWN_PACE)
        return {name: _printed(database, name) for name in tables}


def _printed(database: Connection, table: str) -> tuple[int, str]:
    rows = sorted(map(repr, database.exec_driver_sql(f'SELECT * FROM "{table}"')))  # noqa: S608 - a table's own name
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def differing(before: Print, after: Print) -> list[str]:
    """The tables that changed."""
    return [
        f"{name}: {before[name][0]} rows, now {after[name][0]}"
        for name in before
        if before[name] != after[name]
    ]


async def quiet(data: Path) -> None:
    """Wait until nothing is on its way out, or for long enough."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not await asyncio.to_thread(queued, data):
            return
        await asyncio.sleep(0.1)


# --- playing ---


@asynccontextmanager
async def ground(folder: Path) -> AsyncIterator[tuple[Ground, Process]]:
    """The product in a process, with every channel on."""
    async with FakeTelegram() as bots, FakeTwilio(states=()) as account:
        own = {"TELEGRAM_BOT_TOKEN": bots.token, "TELEGRAM_WEBHOOK_SECRET": SECRET}
        own |= {"TELEGRAM_API_URL": bots.url}
        limits = folder / "limits.toml"
        limits.write_text(ANSWERED_AT_ONCE + MANY_VISITORS)
        own |= {"BALLEGH_CONFIG": str(limits)}
        async with Process(folder, whatsapp(account) | own) as bot:
            account.serves(bot.url, account.delivery.public)
            yield await prepared(bot, account), bot


async def prepared(bot: Process, account: FakeTwilio) -> Ground:
    """Someone has written, and was answered: there is something that could be changed."""
    salma = account.person("+212600000001")
    salma.says("salam")
    seen = await salma.sees()
    await quiet(bot.data)
    signer, host = Signer(account, (seen.sid,)), urlsplit(bot.url).netloc.encode()
    vault = Vault.load(bot.data / "server.key")
    sessions = Sessions(vault.secret("web sessions"), secure=account.delivery.public.startswith("https:"))
    both = [*twilio("whatsapp", signer), *twilio("status", signer)]
    return Ground(bot.url, bot.data, [*telegram(), *both, *web(host, sessions)])


def chosen(at: Ground, kind: Kind, seed: int, number: int) -> tuple[Change, random.Random]:
    """The change of this number, and the dice to make it with."""
    dice = random.Random(f"{seed}:{kind.value}:{number}")
    surface = SURFACES[number % len(SURFACES)]
    return dice.choice(at.of(kind, surface)), dice


async def play(at: Ground, kind: Kind, seed: int, numbers: Iterable[int]) -> list[Played]:
    """So many of a kind, several at once."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> Played:
        change, dice = chosen(at, kind, seed, number)
        async with gate:
            return Played(number, change, await answered(at.url, change.make(dice)))

    return await asyncio.gather(*map(one, numbers))


@dataclass(frozen=True, slots=True)
class Found:
    """What was played, and what was wrong."""

    played: Sequence[Played] = field(repr=False)  # asyncio writes out what its main task gives
    wrong: Sequence[str]

    def count(self, kind: Kind) -> int:
        """How many of a kind."""
        return sum(each.change.kind is kind for each in self.played)

    @property
    def accepted(self) -> int:
        """Forged ones that were answered as if they were not."""
        return sum(each.change.kind is Kind.FORGED and 200 <= each.status < 300 for each in self.played)

    @property
    def errors(self) -> int:
        """Server errors, of any kind."""
        return sum(each.status >= 500 for each in self.played)


async def played(at: Ground, seed: int, count: int) -> Found:
    """All of it against a ground."""
    before = fingerprint(at.data)
    forged = await play(at, Kind.FORGED, seed, range(count))
    await quiet(at.data)
    after = fingerprint(at.data)
    same = await play(at, Kind.SAME, seed, range(max(8, count // 20)))
    took = fingerprint(at.data)["inbox"][0] - after["inbox"][0]
    due = sum(each.change.surface in ("telegram", "whatsapp") for each in same)
    trusted = await play(at, Kind.TRUSTED, seed, range(count // 4))
    every = [*forged, *same, *trusted]
    wrong = [f"changed by a forged request: {each}" for each in differing(before, after)]
    wrong += [f"{due} messages were harmless, {took} were taken"] if took < due else []
    return Found(every, [*(str(each) for each in every if each.wrong), *wrong, *await unwell(at)])


async def unwell(at: Ground) -> list[str]:
    """What a bot that was told all that must still be."""
    async with aiohttp.ClientSession() as session, session.get(f"{at.url}/ready") as answer:
        ready = answer.status
    letters = fingerprint(at.data)["dead_letters"][0]
    return [f"not ready: {ready}"] * (ready != 200) + [f"{letters} dead letters"] * bool(letters)


async def campaign(seed: int, count: int, only: int | None) -> Found:
    """Against the product in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with ground(Path(folder)) as (at, bot):
            if only is not None:
                show(at, seed, only)
                return Found(await play(at, Kind.FORGED, seed, [only]), [])
            seen = await played(at, seed, count)
            wrong = [*seen.wrong, *([] if bot.running else ["it ended"])]
        wrong += [f"it logged: {line}" for line in bot.errors()]
        wrong += [f"it ended with {bot.status}"] if bot.status else []
        return Found(seen.played, wrong)


def show(at: Ground, seed: int, only: int) -> None:
    """One forged request, as it goes over the wire."""
    change, dice = chosen(at, Kind.FORGED, seed, only)
    print(f"{change.surface}, {change.name}: wants {sorted(change.wants)}\n{change.make(dice).written()!r}")


def told(seen: Found, seconds: float) -> str:
    """For the terminal."""
    statuses: dict[tuple[str, str, str], Counter[int]] = {}
    for each in seen.played:
        change = each.change
        statuses.setdefault((change.surface, change.kind.value, change.name), Counter())[each.status] += 1
    counts = ", ".join(f"{seen.count(kind)} {kind.value}" for kind in Kind)
    lines = [
        *(f"{' '.join(key):<48}{shares(statuses[key])}" for key in sorted(statuses)),
        f"{counts} in {seconds:.0f} s: {seen.accepted} forged ones accepted, {seen.errors} server errors",
        *(f"WRONG: {each}" for each in seen.wrong[:TOLD]),
        *([f"and {len(seen.wrong) - TOLD} more"] if len(seen.wrong) > TOLD else []),
    ]
    return "\n".join(lines)


def shares(statuses: Counter[int]) -> str:
    """`403: 12, 400: 1`; 0 is a hung-up line."""
    return ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))


def main() -> int:
    """Run the campaign from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", type=int, help="play and show one of the forged ones")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    began = time.monotonic()
    seen = asyncio.run(campaign(given.seed, given.requests, given.only))
    print(told(seen, time.monotonic() - began))
    return 1 if seen.wrong or seen.accepted or seen.errors else 0


if __name__ == "__main__":
    sys.exit(main())
