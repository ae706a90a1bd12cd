"""Outgoing messages over a bad line: nothing lost, nothing doubled that could have been known.

    python -m tests.campaigns.kill.faults [telegram] [whatsapp] [--messages 2000] [--chats 100] [--seed N]

A server process talks to a provider's server in this one, through a line (`line.py`) that cuts, stalls,
refuses and lies, and is dead altogether for a while in the middle. People file reports: each is four
messages to them. In the end the bot's ledger is held against what is on the people's screens:

- lost: a message that did not arrive although the ledger does not say that it may not have;
- doubled: a message that arrived once more; only where an answer was lost, or was a lie;
- ambiguous: how often the bot was left without knowing;
- unknown: what the ledger gave up because its second answer was lost too, arrived or not;
- in each chat everything arrived in the order in which it was said, and nobody was asked again sooner than
  a 429 said.
"""

import argparse
import asyncio
import json
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from tests.campaigns.kill.line import LONG, ODDS, Fault, Line, Passage, Provider
from tests.campaigns.kill.process import Process, whatsapp
from tests.campaigns.kill.tally import Arrived, Tally, queued, replies, tally
from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.person import Person
from tests.fakes.twilio.server import FakeTwilio

A_REPORT = 4
PATIENCE = 900.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is said, and how bad the line is. `dead` (no line at all, in the middle), `pause` (at most,
    between a person's reports) and `long` (the longest that a 429 asks for) in seconds."""

    seed: int
    messages: int = 2000
    chats: int = 100
    dead: float = 10.0
    pause: float = 2.0
    long: int = LONG
    odds: Mapping[Fault, float] = field(default_factory=lambda: ODDS)

    @property
    def rounds(self) -> int:
        """Reports of each person."""
        return max(1, -(-self.messages // (A_REPORT * self.chats)))


@dataclass(frozen=True, slots=True)
class Found:
    """What a campaign saw."""

    tally: Tally
    passages: Sequence[Passage] = field(repr=False)
    untold: int
    hasty: int
    wrong: Sequence[str]

    @property
    def ambiguous(self) -> int:
        """How often the bot could not know what became of a message."""
        return sum(passage.doubtful for passage in self.passages)


# --- the two lines ---


def telegram_key(method: str, path: str, body: bytes) -> str:
    """A chat's messages, or the method's name."""
    called = path.rpartition("/")[2]
    return f"send:{json.loads(body)['chat_id']}" if called == "sendMessage" else called


def telegram_limited(after: int) -> web.Response:
    """As the Bot API says it."""
    told = {"error_code": 429, "description": f"Too Many Requests: retry after {after}"}
    return web.json_response({"ok": False, **told, "parameters": {"retry_after": after}}, status=429)


def twilio_key(method: str, path: str, body: bytes) -> str:
    """A person's messages, the search for them, or the call's name."""
    where = urlsplit(path)
    if not where.path.endswith("/Messages.json"):
        return f"{method} {where.path}"
    asked = parse_qs(body.decode() if method == "POST" else where.query)
    return f"{'send' if method == 'POST' else 'search'}:{asked.get('To', ['?'])[0]}"


def twilio_limited(after: int) -> web.Response:
    """As Twilio says it."""
    told = {"code": 20429, "message": "Too Many Requests", "status": 429}
    return web.json_response(told, status=429, headers={"Retry-After": str(after)})


TELEGRAM = Provider(telegram_key, telegram_limited)
TWILIO = Provider(twilio_key, twilio_limited)


# --- what people do ---


def words(chat: int, number: int) -> str:
    """A scam of this person's own."""
    return f"Votre colis est bloqué, payez 25 DH sur http://poste-{token(chat, number)}.top"


def token(chat: int, number: int) -> str:
    """What the bot's offer repeats."""
    return f"c{chat}n{number}"


async def reports(person: Chat | Person, number: int, plan: Plan) -> None:
    """One report after the other, without waiting for any answer."""
    dice = random.Random(f"{plan.seed}:person:{number}")
    for each in range(plan.rounds):
        person.forwards(words(number, each))
        person.says("envoyer")
        person.says("non")
        await asyncio.sleep(dice.uniform(0, plan.pause))


async def everyone(people: Sequence[Chat | Person], line: Line, plan: Plan) -> None:
    """All of them at once; in the middle the line is dead."""
    talking = [asyncio.create_task(reports(person, number, plan)) for number, person in enumerate(people)]
    if plan.dead:
        await asyncio.sleep(plan.rounds * plan.pause / 3)
        line.dead = True
        await asyncio.sleep(plan.dead)
        line.dead = False
    await asyncio.gather(*talking)


async def quiet(data: Path) -> None:
    """Wait until nothing is queued any more. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if not await asyncio.to_thread(queued, data):
                return
            await asyncio.sleep(0.2)


async def talk_telegram(telegram: FakeTelegram, line: Line, plan: Plan, data: Path) -> list[list[Arrived]]:
    """Everything said and answered; what is on the screens."""
    people = [telegram.chat(1000 + number) for number in range(plan.chats)]
    await everyone(people, line, plan)
    await telegram.settled(within=PATIENCE)
    await quiet(data)
    return [arrived(chat) for chat in people]


def arrived(chat: Chat) -> list[Arrived]:
    """What the bot said here; a picture that goes with it is no message of its own."""
    said = [each for each in chat.messages if each["from"]["is_bot"] and "text" in each]
    return [Arrived(str(each["message_id"]), each["text"]) for each in said]


async def talk_whatsapp(twilio: FakeTwilio, line: Line, plan: Plan, data: Path) -> list[list[Arrived]]:
    """The same on WhatsApp."""
    people = [twilio.person(f"+2126{number:08}") for number in range(plan.chats)]
    await everyone(people, line, plan)
    await twilio.settled(within=PATIENCE)
    await quiet(data)
    await twilio.settled(within=PATIENCE)
    return [[Arrived(seen.sid, seen.text) for seen in person.messages] for person in people]


# --- the campaigns ---


async def telegram_campaign(plan: Plan) -> Found:
    """The product in a process of its own, on Telegram."""
    with tempfile.TemporaryDirectory() as folder:
        async with FakeTelegram() as telegram, bad_line(telegram.url, TELEGRAM, plan) as line:
            more = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": line.url}
            async with Process(Path(folder), more) as bot:
                screens = await talk_telegram(telegram, line, plan, bot.data)
            broken = [call.method for call in telegram.refusals]
            return found((bot.data, bot.status), screens, line, broken)


async def whatsapp_campaign(plan: Plan) -> Found:
    """The same on WhatsApp."""
    with tempfile.TemporaryDirectory() as folder:
        async with FakeTwilio(shuffled=True) as twilio, bad_line(twilio.url, TWILIO, plan) as line:
            async with Process(Path(folder), whatsapp(twilio, line.url)) as bot:
                twilio.serves(bot.url, twilio.delivery.public)
                screens = await talk_whatsapp(twilio, line, plan, bot.data)
            broken = [call.path for call in twilio.refusals]
            return found((bot.data, bot.status), screens, line, broken)


def bad_line(target: str, provider: Provider, plan: Plan) -> Line:
    """The plan's line to a provider."""
    return Line(target, provider, plan.seed, plan.odds, plan.long)


def found(
    bot: tuple[Path, int | None], screens: Sequence[Sequence[Arrived]], line: Line, broken: Sequence[str]
) -> Found:
    """The ledger against the screens, and against the line."""
    data, status = bot
    passages = line.about("send:")
    total = tally(replies(data), screens)
    untold = missing(screens, total)
    hasty = sum(map(too_soon, by_key(passages).values()))
    wrong = [*judged(total, passages, untold), *(f"refused: {name}" for name in set(broken))]
    wrong += [f"{hasty} times sooner than a 429 said"] if hasty else []
    wrong += [f"it ended with {status}"] if status else []
    return Found(total, passages, untold, hasty, wrong)


def missing(screens: Sequence[Sequence[Arrived]], total: Tally) -> int:
    """Offers that nobody saw, by what people wrote and not by the ledger."""
    rounds = total.due // (A_REPORT * len(screens))
    return sum(
        not any(f"poste-{token(number, each)}.top" in seen.text for seen in screen)
        for number, screen in enumerate(screens)
        for each in range(rounds)
    )


def judged(total: Tally, passages: Sequence[Passage], untold: int) -> list[str]:
    """What must hold; what does not."""
    ambiguous = sum(passage.doubtful for passage in passages)
    twice = sum(passage.silent for passage in passages) // 2
    lies = sum(passage.fault is Fault.LIED and not passage.silent for passage in passages)
    checks = {
        f"{total.lost} lost": total.lost == 0,
        f"{total.stray} out of order, or from nowhere": total.stray == 0,
        f"{total.doubled} doubled, {ambiguous} ambiguous": total.doubled <= ambiguous,
        f"{total.unmarked} doubled without a mark, {lies} lies": total.unmarked <= lies,
        f"{total.unknown} unknown, {twice} pairs of silence": total.unknown <= twice,
        f"{untold} offers nobody saw, {total.absent} absent": untold <= total.absent,
        "some rows are neither sent nor unknown": not total.states.keys() - ENDS,
    }
    return [what for what, holds in checks.items() if not holds]


ENDS = frozenset({"sent", "delivered", "read", "unknown"})


def by_key(passages: Sequence[Passage]) -> dict[str, list[Passage]]:
    """Each chat's, in order."""
    chats: dict[str, list[Passage]] = {}
    for passage in passages:
        chats.setdefault(passage.key, []).append(passage)
    return chats


def too_soon(passages: Sequence[Passage]) -> int:
    """How often a chat's next message came before its 429 allowed."""
    return sum(later.at - one.ended < one.after - 0.05 for one, later in pairwise(passages) if one.after)


def told(name: str, seen: Found, seconds: float) -> str:
    """For the terminal."""
    total, faults = seen.tally, Counter(passage.fault for passage in seen.passages if passage.fault)
    lines = [
        f"{name}: {total.due} messages due, {len(seen.passages)} requests, {seconds:.0f} s",
        *(f"  {count:>6}  {fault.value}" for fault, count in sorted(faults.items())),
        f"  delivered {total.delivered}, lost {total.lost}, doubled {total.doubled}, "
        f"ambiguous {seen.ambiguous}, out of order {total.stray}",
        f"  unknown to the ledger {total.unknown}, of which {total.absent} did not arrive; "
        f"doubled without a mark {total.unmarked}",
        f"  outbox: {', '.join(f'{state} {count}' for state, count in sorted(total.states.items()))}",
        *(f"  WRONG: {what}" for what in seen.wrong),
    ]
    return "\n".join(lines)


CAMPAIGNS: Mapping[str, Callable[[Plan], Coroutine[None, None, Found]]] = {
    "telegram": telegram_campaign,
    "whatsapp": whatsapp_campaign,
}


def main() -> int:
    """Run the campaigns from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("channels", nargs="*", choices=[[], *CAMPAIGNS], metavar="telegram | whatsapp")
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--chats", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)  # cut lines leave their requests behind
    wrong = False
    for name in given.channels or CAMPAIGNS:
        began = time.monotonic()
        seen = asyncio.run(CAMPAIGNS[name](Plan(given.seed, given.messages, given.chats)))
        print(told(name, seen, time.monotonic() - began), flush=True)
        wrong = wrong or bool(seen.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
