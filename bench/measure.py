"""One run: a bot, the reporters, and the check that everything was right."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.bots import SECRET, WEB, Bot, Kept, Place, Running, free_port
from bench.dialogue import dialogue, peer_script
from bench.tools import HERE, LOAD_CORE, built, pinned

SETTLING = 20.0
"""Seconds that a bot may still need to store what it was sent."""


@dataclass(frozen=True, slots=True)
class Load:
    """How hard: reporters at once, seconds, milliseconds until the API answers, bytes of a photo.

    `round_robin`: each update goes to the next of several processes, whichever chat it is from. `stored`: the
    most cases that growth and a digest are measured with. `rounds`: how often several processes are compared.
    """

    reporters: int = 64
    warmup: float = 2.0
    seconds: float = 8.0
    latency_ms: float = 0.0
    photo: int = 65_536
    round_robin: bool = False
    stored: int = 1_000_000
    rounds: int = 3


@dataclass(frozen=True, slots=True)
class Result:
    """What was seen; `wrong` says why the run does not count."""

    bot: str
    seen: dict[str, Any]  # Any: the load generator's JSON
    start: float = 0.0
    idle_kb: int = 0
    wrong: tuple[str, ...] = field(default=())

    @property
    def rate(self) -> float:
        """Updates a second."""
        return float(self.seen["updates"] / self.seen["seconds"])

    @property
    def case_rate(self) -> float:
        """Cases a second."""
        return float(self.seen["cases"] / self.seen["seconds"])

    @property
    def cpu(self) -> float:
        """CPU seconds of the bot for 1,000 updates."""
        return float(self.seen["bot_cpu"] * 1000 / max(1, self.seen["updates"]))

    @property
    def peak_mb(self) -> float:
        """The most memory it ever had."""
        return float(self.seen["peak_kb"] / 1024)

    @property
    def generator(self) -> float:
        """How much of its core the load generator used, 0 to 1."""
        return float(self.seen["load_cpu"] / self.seen["seconds"])


class Course:
    """A folder with everything that runs need; `run` measures one bot."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._load, self._echo = built(folder)
        steps = dialogue()
        self.updates_a_case = len(steps)
        self.steps = folder / "steps.txt"
        self.steps.write_text("".join(f"{step.line}\n" for step in steps), "utf-8")
        self.script = folder / "script.json"
        self.script.write_text(json.dumps(peer_script(steps)), "utf-8")
        self._runs = 0

    @contextmanager
    def reporters(self, load: Load, path: str, cores: str = LOAD_CORE) -> Iterator["subprocess.Popen[str]"]:
        """The load generator, waiting to be told where to go."""
        self._runs += 1
        options = {
            "--steps": self.steps,
            "--reporters": load.reporters,
            "--warmup": load.warmup,
            "--seconds": load.seconds,
            "--latency-ms": load.latency_ms,
            "--photo": load.photo,
            "--first": self._runs,
            "--path": path,
            "--secret": SECRET,
            "--round-robin": int(load.round_robin),
        }
        given = [str(part) for pair in options.items() for part in pair]
        command = pinned(cores, self._load, *given)
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, errors="replace"
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def place(self, api: int, folder: Path | None = None) -> Place:
        """A fresh folder for a bot, or this one."""
        return Place(folder or self.folder / f"run-{self._runs}", free_port(), api, self.script)

    def run(self, bot: Bot, load: Load, folder: Path | None = None) -> Result:
        """Start it, play, stop it, check what it kept.

        Its folder goes with the course and not before: for minutes after thousands of files were deleted a
        file system (ext4) is slow to make others.
        """
        before = bot.kept(folder) if folder else Kept(0, 0)
        with self.reporters(load, bot.path) as reporters:
            place = self.place(api_of(reporters), folder)
            running = Running(bot, place)
            try:
                start = running.wait()
                time.sleep(0.5)
                idle = running.memory()
                seen = play(reporters, (place.port, running.pid))
                kept = settled(bot, place.folder, before, seen)
            finally:
                status = running.stop()
        wrong = (*wrong_in(seen, kept, status), *_pictures(bot, seen))
        return Result(bot.name, seen, start, idle, wrong)

    def web(self, load: Load) -> Result:
        """The product's web chat."""
        steps = self.folder / "web.txt"
        steps.write_text("".join(f"{step.line}\n" for step in dialogue("web")), "utf-8")
        self._runs += 1
        place = self.place(0)
        running = Running(WEB, place)
        try:
            start = running.wait()
            time.sleep(0.5)
            idle = running.memory()
            numbers = (place.port, running.pid, load.reporters, load.warmup, load.seconds)
            given = (sys.executable, str(HERE / "web_load.py"), *map(str, numbers), str(steps))
            played = subprocess.run(pinned(LOAD_CORE, *given), stdout=subprocess.PIPE, text=True, check=True)
            seen = json.loads(played.stdout)
            kept = settled(WEB, place.folder, Kept(0, 0), seen)
        finally:
            status = running.stop()
        wrong = tuple(wrong_in(seen, kept, status))
        return Result(WEB.name, seen, start, idle, wrong)

    def ceiling(self, load: Load) -> Result:
        """The same against a bot that thinks nothing: what the load generator itself can do."""
        with self.reporters(load, "/") as reporters:
            command = pinned("0", self._echo, str(api_of(reporters)), self.steps)
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as echo:
                try:
                    port = int(_line(echo).split()[1])
                    seen = play(reporters, (port, echo.pid))
                finally:
                    echo.kill()
        return Result("echo", seen, wrong=(seen["first_error"],) if seen["errors"] else ())


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def api_of(reporters: "subprocess.Popen[str]") -> int:
    """The port of its Bot API."""
    return int(_line(reporters).split()[1])


def play(reporters: "subprocess.Popen[str]", *bots: tuple[int, int]) -> dict[str, Any]:
    """Let them report to this bot, whose processes each have a port and an id; what they saw."""
    assert reporters.stdin is not None
    reporters.stdin.write(f"go {' '.join(f'{port} {pid}' for port, pid in bots)}\n")
    reporters.stdin.flush()
    seen: dict[str, Any] = json.loads(_line(reporters))
    return seen


def settled(bot: Bot, folder: Path, before: Kept, seen: dict[str, Any]) -> Kept:
    """What it kept, once the last photo is; after a while, what there is."""
    until = time.monotonic() + SETTLING
    while True:
        kept = bot.kept(folder).beyond(before)
        if (kept.files == seen["photos"] and not kept.loose) or time.monotonic() > until:
            return kept
        time.sleep(0.1)


def _pictures(bot: Bot, seen: dict[str, Any]) -> Iterator[str]:
    if seen["pictures"] != bot.pictures * seen["filed"]:
        yield f"{seen['filed']} cases filed, {seen['pictures']} pictures of receipts"


def wrong_in(seen: dict[str, Any], kept: Kept, status: int) -> Iterator[str]:
    if seen["errors"]:
        yield f"{seen['errors']} errors, the first: {seen['first_error']}"
    if kept.cases != seen["filed"]:
        yield f"{seen['filed']} cases filed, {kept.cases} kept"
    if kept.files != seen["photos"]:
        yield f"{seen['photos']} photos sent, {kept.files} kept"
    if kept.loose:
        yield f"{kept.loose} rows that ought not to be there"
    if seen["taps"] != seen["taps_answered"]:
        yield f"{seen['taps']} taps, {seen['taps_answered']} answered"
    if status not in (0, -15):
        yield f"ended with {status}"
