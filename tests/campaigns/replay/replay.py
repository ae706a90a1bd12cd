"""The quarter of the police's first statement, report by report, through the real channels.

    python -m tests.campaigns.replay.replay [--scale 0.01] [--database postgresql+psycopg://…]

The server runs as a process of its own against fakes of Telegram and of Twilio; the web chat is its own. Its
clock is set to each day of the quarter in turn. Every reporter goes from the first word to the receipt; each
evening an officer examines the day's cases at the desk, and names suspects weeks later. In the end
`main.py statement` and `main.py stats` tell the quarter, and each figure is compared with what was played.
Every tenth of the quarter, and where it is interrupted, a line on the error output tells how far it came.
"""

import argparse
import asyncio
import json
import logging
import os
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.kill.prompts import Prompts
from tests.campaigns.replay import compare
from tests.campaigns.replay.officer import NAME, Officer
from tests.campaigns.replay.people import Reporter
from tests.campaigns.replay.quarter import PERIOD, Quarter, Report, quarter, scale_of
from tests.campaigns.replay.scene import Scene
from tests.dialogue import words
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio

AT_ONCE = 32
HOURS, EVENING = (10, 14), 20
"""People report from each of HOURS on; the officer comes in the EVENING."""
PARTS = 10
"""After each such part of the quarter a line tells how far the replay came."""
INQUIRY_DAYS = 20
"""A suspect is found so long after the report, or on the last day of the quarter."""


@dataclass
class Outcome:
    """Everything that was seen. `wrong` is empty where every figure is as played."""

    statements: dict[str, str]
    wrong: list[str]
    cases: int
    said: int
    sent: int
    calls: int
    size: int
    seconds: float


@dataclass
class Found:
    """A suspect who is to be found on this day."""

    day: int
    reference: str
    outcome: str


class Replay:
    """The people of a quarter, and the officer who works off their cases."""

    def __init__(self, scene: Scene, given: Quarter) -> None:
        self.scene, self.given = scene, given
        self.said = self.heard_in_pages = self.filed = self.day = 0
        self._began = time.monotonic()
        self._prompts = Prompts.read(words())
        self._days: dict[int, list[tuple[int, Report]]] = defaultdict(list)
        for number, report in enumerate(given.reports()):
            self._days[report.day].append((number, report))
        self._found: list[Found] = []

    async def runs(self) -> Officer:
        """Play every day of the quarter."""
        self.scene.set_clock(0, HOURS[0] - 1)
        _, invited = self.scene.runs(("init",), ("officer", "invite", NAME))
        await self.scene.start()
        officer = await Officer.arrives(self.scene, invited.strip().rpartition("/")[2])
        for day in range(PERIOD.days):
            if self._days[day] or any(one.day == day for one in self._found):
                await self._evening(officer, day, await self._day(day))
            self._came_to(day + 1)
        return officer

    def _came_to(self, day: int) -> None:
        """Tell now and then how far this came."""
        before, self.day = self.day, day
        if day * PARTS // PERIOD.days > before * PARTS // PERIOD.days:
            print(self.progress, file=sys.stderr, flush=True)

    @property
    def progress(self) -> str:
        """How far this came: days, reports, seconds, and at this pace how long all of it takes."""
        seconds = time.monotonic() - self._began
        whole = seconds * self.given.total / self.filed if self.filed else 0.0
        return (
            f"day {self.day} of {PERIOD.days}, {self.filed} of {self.given.total} reports filed "
            f"after {seconds:.0f} s; the whole at this pace: {whole:.0f} s"
        )

    async def _evening(self, officer: Officer, day: int, filed: list[tuple[str, Report]]) -> None:
        """Examine the day's cases, refer some of them, and name the suspects of earlier ones."""
        self.scene.set_clock(day, EVENING)
        await officer.enters(day)
        await officer.examines([reference for reference, _ in filed])
        for reference, report in filed:
            if report.suspect:
                await officer.refers(reference)
                later = min(day + INQUIRY_DAYS, PERIOD.days - 1)
                self._found.append(Found(later, reference, report.suspect))
        for one in (each for each in self._found if each.day == day):
            await officer.finds(one.reference, one.outcome)

    async def _day(self, day: int) -> list[tuple[str, Report]]:
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(number: int, report: Report) -> tuple[str, Report]:
            async with turns:
                return await self._reports(number, report), report

        found: list[tuple[str, Report]] = []
        for place, hour in enumerate(HOURS):
            if people := self._days[day][place :: len(HOURS)]:
                self.scene.set_clock(day, hour)
                found += await asyncio.gather(*(one(*each) for each in people))
        return found

    async def _reports(self, number: int, report: Report) -> str:
        mouth = await self.scene.mouth(report, number)
        reporter = Reporter(mouth, report, number, self._prompts)
        try:
            reference = await reporter.reports()
            self.filed += 1
            return reference
        finally:
            self.said += reporter.said
            self.heard_in_pages += reporter.heard if report.channel == "web" else 0
            await mouth.leaves()


def _asked() -> Iterator[tuple[str, ...]]:
    """Yield the commands that tell the figures."""
    period = ("--from", PERIOD.first.isoformat(), "--to", PERIOD.last.isoformat(), "--json")
    yield ("stats", *period, "--exact")
    yield from (("statement", *period, "--alone", "--lang", language) for language in compare.LANGUAGES)


async def campaign(folder: Path, given: Quarter, database: str = "") -> Outcome:
    """Play a quarter in this folder."""
    began = time.monotonic()
    async with FakeTelegram() as telegram, FakeTwilio() as twilio:
        scene = Scene(folder, telegram, twilio, database)
        replay = Replay(scene, given)
        try:
            officer = await _interruptible(replay)
            seconds = time.monotonic() - began
            told, *statements = scene.runs(*_asked())
            await officer.browser.close()
        finally:
            await scene.close()
        worded = dict(zip(compare.LANGUAGES, map(json.loads, statements), strict=True))
        return Outcome(
            statements={one: "\n".join([each["title"], *each["paragraphs"]]) for one, each in worded.items()},
            wrong=[*compare.stats(json.loads(told), given), *compare.statements(worded, given)],
            cases=given.total,
            said=replay.said,
            sent=sum(len(one) for one in (telegram.called("sendMessage"), twilio.called("send")))
            + replay.heard_in_pages,
            calls=officer.calls,
            size=scene.size(),
            seconds=seconds,
        )


async def _interruptible(replay: Replay) -> Officer:
    """Play; if that is interrupted or goes wrong, say how far it came."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        return await replay.runs()
    except BaseException:
        print(f"ended early: {replay.progress}", file=sys.stderr, flush=True)
        raise
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


def main() -> int:
    """Play it from the command line."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--scale", default="1", help="a part of the quarter: 0.01")
    parser.add_argument("--database", default="", help="the URL of an empty Postgres database")
    asked = parser.parse_args()
    try:
        given = quarter(scale_of(asked.scale))
    except ValueError as error:
        parser.error(f"--scale: {error}")
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")) as folder:
        try:
            seen = asyncio.run(campaign(Path(folder), given, asked.database))
        except (KeyboardInterrupt, asyncio.CancelledError):
            return 130
    for text in seen.statements.values():
        print(text, end="\n\n")
    print(
        f"{seen.cases} cases, {seen.said} messages from people and {seen.sent} to them, "
        f"{seen.calls} calls of the officer: {seen.seconds:.0f} s, {seen.size / seen.cases:.0f} bytes a case"
    )
    print("\n".join(seen.wrong) or "every figure is as played")
    return 1 if seen.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
