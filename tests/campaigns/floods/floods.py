"""A flood against the documented deployment: the honest are answered and filed, officers are not buried.

    python -m tests.campaigns.floods.floods [--seconds 60] [--honest 40] [--streams 1100] [--seed N]

nginx with the configuration of `deploy/` stands before a server process; every visitor has an address of its
own on this machine, and the attackers share a few networks, some of them with honest people.
"""

import argparse
import asyncio
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import aiohttp

from tests.campaigns.floods.attackers import played
from tests.campaigns.floods.proxy import HOST, missing, proxied
from tests.campaigns.floods.visitors import Honest, address
from tests.campaigns.kill.process import ROOT, Process
from tests.databases import reading, variables
from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.server import FakeTelegram

MOST_WAIT = 2.0
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how much."""

    seed: int
    seconds: float = 60.0
    honest: int = 40
    streams: int = 1100
    each: int = 4
    networks: int = 12
    pause: float = 0.2


@dataclass
class Seen:
    """What became of it. Sizes are in bytes."""

    honest: list[Honest] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    streams: int = 0
    alerts: list[float] = field(default_factory=list)
    cases: int = 0
    memory: tuple[int, int] = (0, 0)
    disk: tuple[int, int] = (0, 0)
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def p95(self) -> float:
        """Seconds that 95 of 100 answers to the honest took at most."""
        waits = sorted(wait for each in self.honest for wait in each.waits)
        return waits[int(len(waits) * 0.95)] if waits else 0.0

    @property
    def most_alerts(self) -> int:
        """The most alerts that an officer got within 55 seconds: the tick is no finer than five."""
        return max((sum(at <= one < at + MINUTE - 5 for one in self.alerts) for at in self.alerts), default=0)

    @property
    def wrong(self) -> list[str]:
        """What is not as it must be."""
        lost = [each.wrong or "no receipt" for each in self.honest if not each.receipts]
        slow = [f"p95 {self.p95:.2f} s"] if self.p95 >= MOST_WAIT else []
        buried = [f"{self.most_alerts} alerts in a minute"] if self.most_alerts > 1 else []
        return [*lost, *slow, *buried]


async def campaign(plan: Plan) -> Seen:
    """Play it."""
    dice = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "data"
        data.mkdir()
        async with FakeTelegram() as telegram:
            more = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url}
            async with (
                Process(data, more | {"BALLEGH_PUBLIC_URL": f"https://{HOST}"}) as bot,
                proxied(folder / "proxy", int(bot.url.rpartition(":")[2])) as port,
            ):
                await through(telegram, port)
                officer = await enrolled(telegram, data)
                return await flooded(plan, dice, port, bot, officer)


async def through(telegram: FakeTelegram, port: int) -> None:
    """Let Telegram's webhook, once the bot has set it, come by the proxy, whose certificate nobody knows."""
    await telegram.until(lambda: telegram.delivery.url, within=30)
    telegram.delivery.url = f"https://127.0.0.1:{port}/telegram"
    telegram.delivery.session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(ssl=False), headers={"Host": HOST}
    )


async def enrolled(telegram: FakeTelegram, data: Path) -> Chat:
    """An officer at Telegram."""
    command = (sys.executable, str(ROOT / "main.py"), "officer", "add", "Salma")
    environment = os.environ | variables(data)
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, capture_output=True, text=True, check=True, cwd=data
    )
    found = re.search(r"officer_[A-Z0-9-]+", done.stdout)
    assert found, done.stdout
    officer = telegram.chat(900, language="fr")
    officer.says(found[0])
    await officer.sees(within=30)
    return officer


async def flooded(plan: Plan, dice: random.Random, port: int, bot: Process, officer: Chat) -> Seen:
    """The flood, and honest people in the middle of it."""
    networks = [address(dice).rpartition(".")[0] for _ in range(plan.networks)]
    seen = Seen()
    before = resident(bot), stored(bot.data)
    sizes = (plan.streams, plan.each, plan.seconds, plan.pause)
    attackers = ProcessPoolExecutor(1, get_context("spawn"))
    loop = asyncio.get_running_loop()
    flooding = loop.run_in_executor(attackers, played, port, plan.seed, networks, *sizes)
    watching = asyncio.create_task(alerted(officer, seen.alerts))
    await asyncio.sleep(min(5.0, plan.seconds / 4))
    reports = []
    for number in range(plan.honest):
        # Every fourth shares its network with attackers.
        someone = Honest(port, address(dice, networks[0] if number % 4 == 0 else ""))
        seen.honest.append(someone)
        reports.append(asyncio.create_task(someone.reports()))
        await asyncio.sleep(plan.seconds * 0.75 / plan.honest)
    await asyncio.gather(*reports)
    seen.refused = await refusals(bot.url)
    seen.memory, seen.disk = (before[0], resident(bot)), (before[1], stored(bot.data))
    seen.answers, seen.streams = await flooding
    attackers.shutdown()
    watching.cancel()
    seen.cases = cases(bot.data)
    return seen


async def alerted(officer: Chat, times: list[float]) -> None:
    """Note when each alert came."""
    while True:
        said = await officer.sees(within=3600)
        if "⚠️" in said.text:
            times.append(time.monotonic())


async def refusals(url: str) -> dict[str, int]:
    """The server's own counts, by reason."""
    async with aiohttp.ClientSession() as client, client.get(f"{url}/metrics") as answer:
        found = re.findall(r'ballegh_refused_total\{reason="(\w+)"\} ([\d.]+)', await answer.text())
    return {reason: int(float(count)) for reason, count in found}


def resident(bot: Process) -> int:
    """The memory of the server."""
    text = Path(f"/proc/{bot.pid}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(found[1]) * 1024 if found else 0


def stored(data: Path) -> int:
    """The bytes of all files of the deployment."""
    return sum(path.stat().st_size for path in data.rglob("*") if path.is_file())


def cases(data: Path) -> int:
    """How many reports were filed."""
    with reading(data) as database:
        return int(database.exec_driver_sql("SELECT count(*) FROM cases").fetchall()[0][0])


def told(plan: Plan, seen: Seen) -> list[str]:
    """The figures, a line each."""
    filed = sum(each.receipts for each in seen.honest)
    answers = ", ".join(f"{status}: {count}" for status, count in sorted(seen.answers.items()))
    megabytes = [f"{before >> 20} to {after >> 20} MB" for before, after in (seen.memory, seen.disk)]
    return [
        f"honest: {filed} of {plan.honest} filed, p95 {seen.p95:.2f} s",
        f"flood: {seen.answers.total()} answers ({answers}), {seen.streams} streams open",
        f"cases: {seen.cases}; alerts: {len(seen.alerts)}, at most {seen.most_alerts} a minute",
        f"refused: {seen.refused}; memory {megabytes[0]}, disk {megabytes[1]}",
        *(f"WRONG: {each}" for each in seen.wrong),
    ]


def main() -> int:
    """From the command line; the number of things that are wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10_000))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--honest", type=int, default=40)
    parser.add_argument("--streams", type=int, default=1100)
    given = parser.parse_args()
    plan = Plan(given.seed, given.seconds, given.honest, given.streams)
    print(f"seed {plan.seed}, site {HOST}", flush=True)
    if without := missing():
        print(f"skipped: {without} is not installed")
        return 0
    seen = asyncio.run(campaign(plan))
    print("\n".join(told(plan, seen)))
    return len(seen.wrong)


if __name__ == "__main__":
    sys.exit(main())
