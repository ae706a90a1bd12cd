"""People send a picture, and its server is killed at a moment of the picture's way: when do they hear what?

    python -m tests.campaigns.silence.silence [--on two …] [--at fetching …] [--others] [--polling] [--stop]

Each play has its servers, its providers and one person for each channel and kind of content. It fails where
somebody hears nothing within 20 seconds of the kill, a file is missing, or a message was lost.
"""

import argparse
import asyncio
import logging
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.silence.people import send_all
from tests.campaigns.silence.scene import ON, Kind, Play, playing
from tests.storage.cluster import Cluster, in_memory, roomy

WITHIN = 20.0
LONGEST = 75.0
QUIET = 3.0
ROWS = (
    "SELECT channel, kind, state, reason, count(*) FROM outbox "
    "WHERE state IN ('queued', 'undeliverable', 'unknown') GROUP BY channel, kind, state, reason"
)


async def unanswered(play: Play) -> None:
    """It stands still as the posts come, and is killed before it answers one."""
    os.kill(play.victim, signal.SIGSTOP)
    sending = asyncio.create_task(send_all(play.senders))
    await asyncio.sleep(0.5)
    await play.falls()
    await sending


async def answered(play: Play) -> None:
    """All posts are answered; the files come slowly, and no reply is out."""
    play.hold("file")
    await send_all(play.senders)
    await play.until(lambda states: sum(states.values()) == play.files)
    await play.falls()


async def fetching(play: Play) -> None:
    """The replies are out, and half of each file is here."""
    play.hold("file")
    await send_all(play.senders)
    await play.until(lambda states: sum(states.values()) == play.files)
    await asyncio.sleep(4.0)
    await play.falls()


async def reading(play: Play) -> None:
    """Half of the files are stored, and the codes in them are being read."""
    await send_all(play.senders)
    await play.until(lambda states: states.get("stored", 0) >= play.files // 2)
    await play.falls()


async def waiting(play: Play) -> None:
    """All files are stored, and the answer waits for quiet."""
    await send_all(play.senders)
    await play.until(lambda states: states.get("stored", 0) == play.files)
    await play.falls()


async def sending(play: Play) -> None:
    """The replies are on their way, and the provider takes none."""
    play.hold("send")
    await send_all(play.senders)
    await asyncio.sleep(5.0)
    await play.falls()


async def sent(play: Play) -> None:
    """The replies are on their way; the provider took them, and has not said so."""
    play.hold("send", accepted=True)
    await send_all(play.senders)
    await asyncio.sleep(5.0)
    await play.falls()


AT: Mapping[str, Callable[[Play], Awaitable[None]]] = {
    each.__name__: each for each in (unanswered, answered, fetching, reading, waiting, sending, sent)
}


@dataclass
class Seen:
    """The end of a play: seconds after the kill until all `files` were stored, and what is `wrong`."""

    files: float
    heard: float
    wrong: list[str]


async def followed(play: Play) -> Seen:
    """Wait until all is at rest, and say what came of it."""
    files, rested = -1.0, 0.0
    while (now := time.monotonic()) < play.fell + LONGEST and not (rested and now > rested + QUIET):
        states = await play.states()
        if files < 0 and states == {"stored": play.files}:
            files = now - play.fell
        queued = any(row[2] == "queued" for row in await asyncio.to_thread(play.house.queried, ROWS))
        rests = files >= 0 and not queued and all(each.heard for each in play.senders)
        rested = (rested or now) if rests else 0.0
        await asyncio.sleep(0.25)
    rows = await asyncio.to_thread(play.house.queried, ROWS)
    wrong = [*_wrong(play, files), *(f"rows {tuple(row)}" for row in rows), *play.house.errors()]
    return Seen(files, max((_waited(play, each.heard) for each in play.senders), default=0.0), wrong)


def _waited(play: Play, heard: list[tuple[float, str]]) -> float:
    """Seconds after the kill until somebody heard something for the first time."""
    return max(0.0, min((moment for moment, _ in heard), default=play.fell + LONGEST) - play.fell)


def _wrong(play: Play, files: float) -> Iterator[str]:
    if not 0 <= files <= WITHIN + QUIET:
        yield f"not all files were stored within {WITHIN:.0f} s"
    for each in play.senders:
        who = f"{each.channel} {each.content}"
        if (waited := _waited(play, each.heard)) > WITHIN:
            yield f"{who}: nothing for {waited:.0f} s"
        most = max(Counter(words for _, words in each.heard).values(), default=0)
        if most > (2 if each.channel == "telegram" else 1) and each.content != "album":
            yield f"{who}: the same message {most} times"


async def played(kind: Kind, at: str, cluster: Cluster | None) -> bool:
    """Play once, print a line, and return whether all was well."""
    with tempfile.TemporaryDirectory(prefix="silence-", dir=roomy()) as folder:
        async with playing(kind, Path(folder), cluster) as play:
            await AT[at](play)
            seen = await followed(play)
    who = ("the leader" if kind.leads else "another") if kind.several else "the server"
    print(
        f"{kind.on}, {at}, {who}: heard after {seen.heard:.1f} s, files after {seen.files:.1f} s", flush=True
    )
    for line in seen.wrong:
        print(f"  WRONG {line[:300]}", flush=True)
    return not seen.wrong


async def main() -> int:
    """Play what is asked for; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--on", nargs="+", choices=ON, default=ON)
    parser.add_argument("--at", nargs="+", choices=[*AT], default=[*AT])
    parser.add_argument("--others", action="store_true", help="fell one that does not lead")
    parser.add_argument("--polling", action="store_true", help="Telegram by long polling, and no WhatsApp")
    parser.add_argument("--stop", action="store_true", help="SIGSTOP, where others go on")
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    well = True
    with ExitStack() as stack:
        cluster = stack.enter_context(in_memory()) if {*given.on} != {"sqlite"} else None
        for on in given.on:
            stopped = given.stop and on in ("workers", "two")
            how = signal.SIGSTOP if stopped else signal.SIGKILL
            kind = Kind(on, not given.others, given.polling, how)
            for at in given.at:
                well &= await played(kind, at, None if on == "sqlite" else cluster)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
