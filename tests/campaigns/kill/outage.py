"""Half an hour without webhooks: what people wrote meanwhile is taken from Twilio's list, all of it, once.

    python -m tests.campaigns.kill.outage [stopped] [unreachable] [--messages 1000] [--people 100] [--seed N]

Thirty minutes pass on Twilio's clock; people write texts, forward messages and send photos, and every attempt
to tell the bot fails. Two ways:

- stopped: the bot does not run at all. Half an hour later it starts, people go on writing, and it looks.
- unreachable: the bot runs and reaches Twilio, but not the other way round. It looks once a minute.

In the end every message is held against what the bot kept: in its inbox, in its person's conversation once
and in order, every photo with its bytes.
"""

import argparse
import asyncio
import json
import logging
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.base import Base, base
from bot.channels.whatsapp import WATER
from handlers.channel import SendError
from storage.audit.verify import verify
from tests.campaigns.kill.process import Process, whatsapp
from tests.fakes.twilio.person import Person
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import settings
from tests.product.whatsapp import channel, line

MINUTES = 30
FAULTS: Sequence[dict[str, Any]] = (
    {"drop": True},
    {"drop": True, "accepted": True},
    {"status": 503},
    {"retry_after": 1},
)
PATIENCE = 300.0
BEFORE = AFTER = 1
"""What each person writes before the outage, and once it is over."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is written."""

    seed: int
    messages: int = 1000
    people: int = 100


@dataclass
class Said:
    """What one person sent: the ids of all, the tokens of texts in order, how many photos; `since`: how many
    of the texts they had sent when the outage was over."""

    person: Person
    number: int
    sids: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    photos: int = 0
    since: int = 0

    def says(self, dice: random.Random) -> None:
        """The next thing, whatever it is."""
        token = f"t{self.number}x{len(self.sids)}z"
        words = f"On me menace encore, voici ce qui est dit : {token}"
        kind = dice.choices(("text", "forward", "photo"), (8, 1, 1))[0]
        if kind == "photo":
            told = self.person.sends_media(b"\xff\xd8\xff\xe0" + dice.randbytes(2000))
            self.photos += 1
        else:
            told = self.person.forwards(words) if kind == "forward" else self.person.says(words)
            self.tokens.append(token)
        self.sids.append(told["MessageSid"])


@dataclass
class Found:
    """What became of the messages of the outage: `missed` at its end, and what was missing for good."""

    outage: int = 0
    missed: int = 0
    missing: int = 0
    doubled: int = 0
    disordered: int = 0
    photos: int = 0
    lost_photos: int = 0
    discrepancies: int = 0
    failed_posts: int = 0
    seconds: float = 0.0

    @property
    def wrong(self) -> bool:
        """Whether anything is."""
        bad = (self.missing, self.doubled, self.disordered, self.lost_photos, self.discrepancies)
        return any(bad) or self.missed == 0


# --- what the bot kept ---


def untaken(made: Base, sids: Sequence[str]) -> list[str]:
    """The messages that the inbox does not have."""
    with made.storage.read() as unit:
        return [sid for sid in sids if not unit.inbox.seen(f"whatsapp:{sid}")]


def counted(made: Base, said: Said, seen: Found) -> None:
    """One person's conversation against what they said. What they wrote since may have come in between."""
    with made.storage.read() as unit:
        conversation = unit.conversations.get(said.person.address)
        pieces = [unit.evidence.get(piece.id) for piece in conversation.pieces]
    kept = re.findall(r"t\d+x\d+z", json.dumps(asdict(conversation)))
    there, earlier = set(kept), said.tokens[: said.since]
    seen.missing += len(set(said.tokens) - there)
    seen.doubled += len(kept) - len(there)
    seen.disordered += [token for token in kept if token in earlier] != [t for t in earlier if t in there]
    seen.photos += said.photos
    seen.lost_photos += said.photos - sum(piece is not None and piece.state == "stored" for piece in pieces)


async def settled(made: Base, everyone: Sequence[Said]) -> None:
    """Wait until every message is in the inbox and nothing is queued, or no more can be hoped for."""
    sids = [sid for said in everyone for sid in said.sids]
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        left = await asyncio.to_thread(untaken, made, sids)
        with made.storage.read() as unit:
            queued = unit.undelivered.states().get("queued", 0)
        if not left and not queued:
            return
        await asyncio.sleep(0.2)


# --- the two outages ---


def write(twilio: FakeTwilio, everyone: Sequence[Said], plan: Plan, dice: random.Random) -> None:
    """One minute's share of the messages."""
    share = plan.messages // MINUTES
    for _ in range(share):
        twilio.passes(1 / 60 / share)
        dice.choice(everyone).says(dice)


async def half_an_hour(
    twilio: FakeTwilio,
    everyone: Sequence[Said],
    plan: Plan,
    each: Callable[[], Coroutine[None, None, object]],
) -> None:
    """Thirty minutes of writing; `each` is what the bot does every minute."""
    dice = random.Random(plan.seed)
    with twilio.outage():
        for _ in range(MINUTES):
            write(twilio, everyone, plan, dice)
            await asyncio.sleep(0)
            await each()
        for _ in range(plan.messages % MINUTES):
            dice.choice(everyone).says(dice)
        await twilio.settled(within=PATIENCE)
    for said in everyone:
        said.since = len(said.tokens)


async def greet(twilio: FakeTwilio, everyone: Sequence[Said], plan: Plan) -> None:
    """Each writes once while all is well."""
    dice = random.Random(f"{plan.seed}:{len(everyone[0].sids)}")
    for said in everyone:
        said.says(dice)
    await twilio.settled(within=PATIENCE)


async def nothing() -> None:
    """Nobody is there."""


async def stopped(plan: Plan) -> Found:
    """The bot does not run."""
    with tempfile.TemporaryDirectory() as folder:
        async with FakeTwilio(skew=-60.0 * MINUTES) as twilio:
            seen, everyone = Found(), people(twilio, plan)
            async with Process(Path(folder), whatsapp(twilio)) as bot:
                twilio.serves(bot.url, twilio.delivery.public)
                await greet(twilio, everyone, plan)
            made = base(settings(bot.data))
            with made.storage.write() as unit:  # it last looked when the half hour began
                unit.remembered.set(WATER, repr(twilio.now()))
            await half_an_hour(twilio, everyone, plan, nothing)
            seen.missed = len(untaken(made, [sid for said in everyone for sid in said.sids]))
            began = time.monotonic()
            async with Process(Path(folder), whatsapp(twilio)) as bot:
                twilio.serves(bot.url, twilio.delivery.public)
                await greet(twilio, everyone, plan)
                await settled(made, everyone)
                seen.seconds = time.monotonic() - began
            made.database.close()
            return judged(bot.data, twilio, everyone, seen)


async def unreachable(plan: Plan) -> Found:
    """The bot runs and looks once a minute, over a line that refuses and cuts now and then."""
    dice = random.Random(f"{plan.seed}:line")
    with tempfile.TemporaryDirectory() as folder:
        async with FakeTwilio() as twilio, line(Path(folder), twilio) as bot:
            seen, everyone = Found(), people(twilio, plan)
            await greet(twilio, everyone, plan)
            began = time.monotonic()

            async def look() -> None:
                for kind in ("list", "media", "send"):
                    twilio.fails(kind, passing=dice.randrange(4), **dice.choice(FAULTS))
                with suppress(SendError):
                    seen.missed += await channel(bot).reconcile()

            await half_an_hour(twilio, everyone, plan, look)
            twilio.faults.clear()
            seen.missed += await channel(bot).reconcile()
            seen.seconds = time.monotonic() - began
            await greet(twilio, everyone, plan)
            await settled(bot.made, everyone)
            return judged(Path(folder), twilio, everyone, seen)


def people(twilio: FakeTwilio, plan: Plan) -> list[Said]:
    """Everyone, having said nothing yet."""
    return [Said(twilio.person(f"+2126{number:08}"), number) for number in range(plan.people)]


def judged(data: Path, twilio: FakeTwilio, everyone: Sequence[Said], seen: Found) -> Found:
    """Everything counted."""
    made = base(settings(data))
    for said in everyone:
        counted(made, said, seen)
    seen.discrepancies = len(verify(made.storage, made.store("evidence")))
    sids = [sid for said in everyone for sid in said.sids]
    seen.missing += len(untaken(made, sids))
    seen.outage = len(sids) - (BEFORE + AFTER) * len(everyone)
    seen.failed_posts = sum(attempt.status == 0 for attempt in twilio.delivery.attempts)
    made.database.close()
    return seen


def told(name: str, seen: Found) -> str:
    """For the terminal."""
    return (
        f"{name}: {seen.outage} messages in {MINUTES} minutes, {seen.failed_posts} failed posts, "
        f"{seen.missed} not told to the bot and found by looking\n"
        f"  after reconciliation ({seen.seconds:.0f} s): missing {seen.missing}, doubled {seen.doubled}, "
        f"conversations out of order {seen.disordered}, photos lost {seen.lost_photos} of {seen.photos}, "
        f"discrepancies {seen.discrepancies}"
    )


CAMPAIGNS: Mapping[str, Callable[[Plan], Coroutine[None, None, Found]]] = {
    "stopped": stopped,
    "unreachable": unreachable,
}


def main() -> int:
    """Run the campaigns from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ways", nargs="*", metavar="stopped | unreachable")
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
    wrong = False
    for name in given.ways or CAMPAIGNS:
        seen = asyncio.run(CAMPAIGNS[name](Plan(given.seed, given.messages, given.people)))
        print(told(name, seen), flush=True)
        wrong = wrong or seen.wrong
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
