"""Kill the server again and again while people report: nothing lost, nothing doubled.

    python -m tests.campaigns.kill.kill [--kills 50] [--chats 24] [--seed N]

A server process works against a Bot API server in this one. People file reports all the time: a
scam is forwarded, a photo of it is sent, *Send now* is tapped, the receipt is read. At random
moments the server is killed with SIGKILL and started again. In the end everyone's reports, receipts
and files are counted in the database and on the people's side:

- every report sent has exactly one case, with its own words, and exactly one receipt;
- every piece of evidence is there with its recorded hash;
- a message reached its chat twice only where its row says that it may have, and never three times; a row
  that was cut off twice is left as unknown. Whoever waits for such a reply in vain would write again; here
  they stop, and someone who waits although no reply of theirs is unknown is found wrong.
"""

import argparse
import asyncio
import hashlib
import logging
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from bot.base import Base, base
from flows.core.step import STANDING
from storage.cases.evidence import EvidenceRow
from storage.cases.files import EvidenceStore
from storage.errors import Unopened
from storage.tables.messages import Outbox
from tests.databases import POSTGRES, variables
from tests.fakes.telegram.chat import Chat, Seen
from tests.fakes.telegram.faults import Call
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import ANSWERED_AT_ONCE, settings

ROOT = Path(__file__).parents[3]
PATIENCE = 240.0 if POSTGRES else 90.0
"""On Postgres what a killed server had in hand waits until that server is missed, for half a minute."""
TIRELESS = (
    ANSWERED_AT_ONCE
    + "[limits]\nevents_at_once = 1000000\npieces_per_day = 1000000\nmegabytes_per_day = 1000000\n"
)
"""Each chat reports for a whole crowd here; in earnest it would be taken for a flood."""


@dataclass
class Tally:
    """What people did and saw."""

    sent: dict[str, str] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    receipts: Counter[str] = field(default_factory=Counter)
    updates: int = 0
    waiting: list[int] = field(default_factory=list)


class Server:
    """The product in a process of its own."""

    def __init__(self, folder: Path, telegram: FakeTelegram) -> None:
        limits = folder / "limits.toml"
        limits.write_text(TIRELESS)
        self._environment = os.environ | variables(folder)
        self._environment |= {
            "BALLEGH_CONFIG": str(limits),
            "BALLEGH_LISTEN": "127.0.0.1:0",
            "BALLEGH_LOG_LEVEL": "ERROR",
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
        }
        self._telegram = telegram
        self.kills = 0

    async def start(self) -> None:
        """Start it; it works once it has asked for updates."""
        before = len(self._telegram.called("getUpdates"))
        command = (sys.executable, str(ROOT / "main.py"))
        self._process = await asyncio.create_subprocess_exec(
            *command, env=self._environment, stdout=asyncio.subprocess.DEVNULL
        )
        await self._telegram.until(lambda: len(self._telegram.called("getUpdates")) > before, within=PATIENCE)

    async def kill(self) -> None:
        """SIGKILL, and start it again."""
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()
        self.kills += 1
        await self.start()

    async def stop(self) -> int:
        """End it in order; its exit status."""
        self._process.terminate()
        return await self._process.wait()


async def person(chat: Chat, tally: Tally, stop: asyncio.Event, dice: random.Random) -> None:
    """File one report after the other, until one answer does not come."""
    try:
        await reports(chat, tally, stop, dice)
    except TimeoutError:
        tally.waiting.append(chat.id)


async def reports(chat: Chat, tally: Tally, stop: asyncio.Event, dice: random.Random) -> None:
    """File one report after the other. Raises TimeoutError where an answer does not come."""
    number, known = 0, set[str]()
    while not stop.is_set():
        number += 1
        words = f"Arnaque {chat.id}-{number} : votre colis est bloqué, payez sur http://poste-{number}.top"
        chat.forwards(words)
        await until(chat, "send", known)
        photo = b"\xff\xd8\xff\xe0" + dice.randbytes(3000)
        chat.sends_photo(photo)
        offer = await until(chat, "send", known)
        tally.photos[hashlib.sha256(photo).hexdigest()] = photo
        chat.taps(button(offer, "send"))
        tally.sent[words] = str(chat.id)
        more = await until(chat, "no", known, tally)
        chat.taps(button(more, "no"))
        await until(chat, "new", known, tally)
        tally.updates += 4


def button(seen: Seen, option: str) -> str:
    """The data of this option's button, or nothing."""
    every = (data for row in seen.rows for _, data in row)
    return next((data for data in every if data.rpartition(":")[2] == option), "")


async def until(chat: Chat, option: str, known: set[str], tally: Tally | None = None) -> Seen:
    """Read until a message offers this option; receipts on the way are counted.

    A message of an earlier step that comes once more is known by its button, and passed over.
    """
    while True:
        seen = await chat.sees(within=PATIENCE)
        if tally and len(seen.codes) == 3:
            tally.receipts[seen.codes[1]] += 1
        found = button(seen, option)
        if found and found not in known:
            known.update(() if found.startswith(STANDING) else (found,))
            return seen


async def campaign(kills: int, chats: int, seed: int) -> list[str]:
    """Run it; what was found wrong."""
    dice, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as folder:
        async with FakeTelegram() as telegram:
            server = Server(Path(folder), telegram)
            await server.start()
            try:
                await under_load(server, telegram, tally, (kills, chats, dice))
                wrong = await quiet(Path(folder))
            finally:
                status = await server.stop()
            made = base(settings(Path(folder)))
            wrong += [*check(made, tally), *check_messages(made, telegram, tally.waiting)]
            if status:
                wrong.append(f"the server ended with {status}")
        rate = Counter(tally.receipts.values())
        print(f"{server.kills} kills, {tally.updates} updates, {len(tally.sent)} reports")
        print(f"receipts by how often they were shown: {dict(rate)}")
    return wrong


async def under_load(
    server: Server, telegram: FakeTelegram, tally: Tally, plan: tuple[int, int, random.Random]
) -> None:
    """Kill it while people report, then let them finish."""
    kills, chats, dice = plan
    stop = asyncio.Event()
    people = [telegram.chat(1000 + one) for one in range(chats)]
    tasks = [asyncio.create_task(person(chat, tally, stop, dice)) for chat in people]
    for _ in range(kills):
        await asyncio.sleep(dice.uniform(0.2, 2.0))
        await server.kill()
    await asyncio.sleep(2)
    stop.set()
    await asyncio.gather(*tasks)
    await telegram.settled(within=PATIENCE)


async def quiet(folder: Path) -> list[str]:
    """Wait until nothing is queued any more; what is wrong where something always is."""
    made = base(settings(folder))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with made.storage.read() as unit:
            waiting = unit.undelivered.states().get("queued")
        if not waiting:
            break
        await asyncio.sleep(0.2)
    made.database.close()
    return [f"{waiting} messages are queued for ever"] if waiting else []


def check(made: Base, tally: Tally) -> list[str]:
    """Cases and evidence against what was sent."""
    wrong: list[str] = []
    with made.storage.read() as unit:
        cases = unit.cases.newest(1_000_000, status="")
        told: Counter[str] = Counter()
        hashes: Counter[str] = Counter()
        for case in cases:
            answers = [one for entry in unit.cases.contents(case.reference) for one in entry.answers]
            told.update(value for question, value in answers if question == "story")
            pieces = unit.evidence.of_case(case.reference)
            for piece in pieces:
                told_of, kept = stored(made.store("evidence"), piece)
                hashes[hashlib.sha256(kept).hexdigest()] += bool(kept)
                wrong += [f"evidence of {case.reference} {told_of}"] if told_of else []
    wrong += [f"lost: {words[:20]}" for words in tally.sent if told[words] == 0]
    wrong += [f"doubled: {words[:20]}" for words, count in told.items() if count > 1]
    wrong += [f"never sent: {words[:20]}" for words in told if words not in tally.sent]
    wrong += ["a photo is lost" for digest in tally.photos if hashes[digest] == 0]
    wrong += ["a photo is doubled" for digest, count in hashes.items() if count > 1]
    if not 0 <= len(cases) - len(tally.receipts) <= len(tally.waiting):
        wrong.append(f"{len(cases)} cases but {len(tally.receipts)} receipts")
    return wrong


def stored(files: EvidenceStore, piece: EvidenceRow) -> tuple[str, bytes]:
    """What is wrong with a piece's file, or nothing; and its bytes as received."""
    if piece.state != "stored":
        return f"is {piece.state}", b""
    try:
        kept = b"".join(files.read(piece.id))
        return "" if files.digest(piece.id) == piece.sha256 else "is not what was recorded", kept
    except (FileNotFoundError, Unopened) as error:
        return f"does not open: {type(error).__name__}", b""


def check_messages(made: Base, telegram: FakeTelegram, waiting: Sequence[int]) -> list[str]:
    """In each chat every reply was sent, and sent again only where its row says that it may have been.

    Whoever is `waiting` misses a reply whose row says that nobody knows whether it came. A reply that is
    still queued came to be while the server ended, after two quiet seconds say: the next start sends it.
    """
    sent = Counter(call.params["chat_id"] for call in telegram.calls if accepted(call))
    rows: Counter[int] = Counter()
    again: Counter[int] = Counter()
    unknown: Counter[int] = Counter()
    chats = {made.vault.chat(f"telegram:{chat}"): chat for chat in telegram.chats}
    with made.database.read() as connection:
        for row in connection.execute(Outbox.__table__.select().where(Outbox.__table__.c.kind == "reply")):
            if row.state == "queued":
                continue
            chat = chats[row.chat]
            rows[chat] += 1
            again[chat] += row.resent
            unknown[chat] += row.state == "unknown"
    print(
        f"{sum(rows.values())} replies, {sum(sent.values())} messages, {sum(again.values())} ambiguous, "
        f"{sum(unknown.values())} unknown, at most {longest(telegram)} times, {len(waiting)} people wait"
    )
    wrong = ["a message went out three times"] if longest(telegram) > 2 else []
    wrong += [f"{chat} waits for a reply that no row knows" for chat in waiting if not unknown[chat]]
    return wrong + [
        f"{rows[chat]} replies, {sent[chat]} messages, {again[chat]} ambiguous in one chat"
        for chat in rows | sent
        if not rows[chat] - unknown[chat] <= sent[chat] <= rows[chat] + again[chat]
    ]


def longest(telegram: FakeTelegram) -> int:
    """The most times that a message was sent in a row to one chat; neighbouring replies differ."""
    said: dict[int, list[str]] = {}
    for call in filter(accepted, telegram.calls):
        said.setdefault(call.params["chat_id"], []).append(call.params["text"])
    return max((len([*run]) for texts in said.values() for _, run in groupby(texts)), default=0)


def accepted(call: Call) -> bool:
    """A message that the server took, whether or not the bot heard of it."""
    return call.method == "sendMessage" and call.status in {0, 200}


def main() -> int:
    """Run the campaign from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--chats", type=int, default=24)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)  # killed clients leave their requests behind
    wrong = asyncio.run(campaign(given.kills, given.chats, given.seed))
    print("\n".join(wrong) or "nothing lost, nothing doubled")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
