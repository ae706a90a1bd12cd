"""Thirty minutes in which nobody can reach the server, and a thousand messages: none is missing afterwards.

    python -m tests.campaigns.outage [--messages 1000] [--people 50] [--minutes 30] [--seed N]

People write to WhatsApp while the server is down; Twilio tries its webhook as often as the address asks,
and gives up. Half an hour later by Twilio's clock the server comes up again, over a line that still cuts and
refuses now and then, and finds what it missed in Twilio's list. Then every message is looked for in its
person's conversation, in the order in which they wrote.
"""

import argparse
import asyncio
import logging
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot.whatsapp import WATER
from tests.bot.product import Product
from tests.bot.whatsapp import channel, line
from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_person import Person

PATIENCE = 300.0
FAULTS = ({"drop": True}, {"status": 503}, {"status": 500}, {"retry_after": 1})


@dataclass(frozen=True, slots=True)
class Plan:
    """How much, by how many, for how long."""

    messages: int
    people: int
    minutes: int
    seed: int


async def campaign(plan: Plan) -> list[str]:
    """Run it; what was found wrong."""
    dice = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as folder:
        async with FakeTwilio() as twilio:
            people = [twilio.person(f"+2126{n:08}") for n in range(plan.people)]
            async with line(Path(folder), twilio) as product:
                await channel(product).reconcile()
                with product.made.shelf.write() as unit:  # as if that had been when the outage began
                    unit.settings.set(WATER, repr(time.time() - 60.0 * plan.minutes))
            twilio.delivery.retries, twilio.delivery.pause = 3, 0.0
            said = await missed(twilio, people, plan, dice)
            for _ in range(plan.messages // 20):
                twilio.fails(
                    dice.choice(("list", "send", "media")), passing=dice.randrange(5), **dice.choice(FAULTS)
                )
            began = time.monotonic()
            async with line(Path(folder), twilio) as product:
                await caught_up(twilio, product)
                print(f"caught up after {time.monotonic() - began:.1f} s")
                return check(product, said)


async def missed(
    twilio: FakeTwilio, people: list[Person], plan: Plan, dice: random.Random
) -> dict[str, list[str]]:
    """What each person says during the outage, the messages spread over its minutes."""
    said: dict[str, list[str]] = {person.number: [] for person in people}
    with twilio.outage():
        for number in range(plan.messages):
            twilio.skew = -60.0 * plan.minutes * (1 - number / plan.messages)
            person = dice.choice(people)
            words = f"{number} : un faux vendeur a pris 300 dirhams et ne répond plus"
            said[person.number].append(words)
            person.says(words)
        await twilio.settled(PATIENCE)
    twilio.skew = 0.0
    return said


async def caught_up(twilio: FakeTwilio, product: Product) -> None:
    """Wait for a round that finds nothing more, as the rounds of every minute would."""
    async with asyncio.timeout(PATIENCE):
        quiet = 0
        while quiet < 2:
            try:
                quiet = 0 if await channel(product).reconcile() else quiet + 1
            except Exception as error:
                print(f"a round failed: {type(error).__name__}")
    await product.app.flushed()
    await twilio.settled(PATIENCE)


def check(product: Product, said: dict[str, list[str]]) -> list[str]:
    """What is not in its conversation, or not in its place."""
    wrong: list[str] = []
    with product.made.shelf.read() as unit:
        for number, words in said.items():
            conversation = unit.conversations.get(f"whatsapp:{number}")
            story = [answer.value for answer in conversation.answers if answer.question == "story"]
            kept = [*story, *(note.text for note in conversation.notes)]
            if kept != words:
                wrong.append(f"{len(words)} messages, {len(set(words) & set(kept))} found, in one chat")
    return wrong


def main() -> int:
    """Run the campaign from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, default in (("messages", 1000), ("people", 50), ("minutes", 30)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    plan = Plan(**vars(parser.parse_args()))
    print(f"seed {plan.seed}", flush=True)
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)  # requests that are cut are part of the plan
    wrong = asyncio.run(campaign(plan))
    print("\n".join(wrong) or f"{plan.messages} messages missed, 0 missing")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
