"""What must hold once all is at rest: what people did and saw against what the nodes keep."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import text

from bot.base import Base
from bot.turn.render import render
from flows.dialogue import notices
from locales import LANGUAGES
from storage.delivery.messages import NOTICE
from tests.campaigns.kill.faults import arrived
from tests.campaigns.kill.kill import check
from tests.campaigns.kill.tally import Arrived, Due, Tally, tally
from tests.campaigns.nodes.people import Officer
from tests.campaigns.nodes.scene import FETCHES_LATER, Rows, Scene
from tests.dialogue import words

PATIENCE = 600.0
PREFIX = 40
"""Characters by which a line is known whose end names a number to call."""
ENDS = frozenset({"sent", "delivered", "read", "unknown"})
OUTBOX = (
    "SELECT id, chat, kind, priority, state, provider_id, resent, reason, channel, body IS NULL read "
    "FROM outbox ORDER BY id"
)
RESTLESS = (
    "SELECT 'outbox' place, kind || ' of ' || channel what, state, count(*), max(attempts), min(reason) "
    "FROM outbox WHERE state = 'queued' GROUP BY 1, 2, 3 UNION ALL "
    "SELECT 'evidence', 'file', state, count(*), 0, min(reason) FROM evidence WHERE state = 'expected' "
    "GROUP BY 1, 2, 3"
)
LEASED = 90.0
"""Seconds after which the quarter of an hour is taken for over during which a dead node's fetch is leased."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look saw: `wrong` in sentences, and what is only to be told."""

    wrong: tuple[str, ...]
    told: tuple[str, ...]
    seconds: float


async def look(scene: Scene, officer: Officer) -> Found:
    """Wait until all is at rest, and hold everything so far against everything."""
    began = time.monotonic()
    wrong = [*ended(scene)]
    with suppress(TimeoutError):
        await scene.telegram.settled(PATIENCE)
    wrong += [f"Telegram could not deliver {len(scene.telegram.delivery.pending)} updates"] * bool(
        scene.telegram.delivery.pending
    )
    wrong += await rest(scene)
    await collected(scene)
    seconds = time.monotonic() - began
    found, told = await asyncio.to_thread(kept, scene, officer)
    (verified,) = await asyncio.to_thread(scene.nodes[0].house.runs, ("verify",))
    wrong += [f"verify: {line}" for line in verified.text.splitlines()] if verified.status else []
    return Found((*wrong, *found), tuple(told), seconds)


def ended(scene: Scene) -> Iterator[str]:
    """Nodes that ended by themselves."""
    for number, node in enumerate(scene.nodes):
        if node.ended is not None:
            yield f"node {number} ended with {node.ended}"


async def rest(scene: Scene) -> list[str]:
    """Wait until nothing is queued and every file was fetched; what still waits after that time."""
    began = time.monotonic()
    while True:
        rows = await asyncio.to_thread(scene.queried, RESTLESS)
        waited = time.monotonic() - began
        if not rows:
            return []
        if waited > PATIENCE:
            return [f"does not come to rest: {tuple(row)}" for row in rows]
        if waited > LEASED:
            await asyncio.to_thread(scene.changed, FETCHES_LATER)
        await asyncio.sleep(0.5)


async def collected(scene: Scene) -> None:
    """Every page opens its stream once more, and reads what waits for it."""
    for page in scene.crowd.pages:
        page.listens()
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE / 10):
            while await asyncio.to_thread(uncollected, scene):  # noqa: ASYNC110  # other processes change it
                await asyncio.sleep(0.5)
    for page in scene.crowd.pages:
        await page.rests()


def uncollected(scene: Scene) -> int:
    """How many replies wait for a page."""
    waits = "SELECT count(*) FROM outbox WHERE channel = 'web' AND kind = 'reply' AND body IS NOT NULL"
    return int(scene.queried(waits)[0][0])


def kept(scene: Scene, officer: Officer) -> tuple[list[str], list[str]]:
    """What is wrong with cases, files, messages, pages and notices; and what is only told."""
    made, crowd, shown = scene.made(), scene.crowd, screens(scene)
    with closing(made.database):
        with made.database.read() as connection:
            rows = connection.execute(text(OUTBOX)).fetchall()
        unknown = Counter(row.channel for row in rows if row.state == "unknown")
        wrong = [
            *crowd.lost,
            *check(made, crowd.tally),
            *_ends(rows),
            *(said for channel in shown for said in _screens(channel, shown[channel][0], rows)),
            *(said for page in crowd.pages for said in _page(made, page, rows)),
            *_changes(made, officer, rows),
        ]
        wrong += [f"{letters} dead letters"] if (letters := _dead(made)) else []
    for channel, count in Counter(crowd.waiting).items():
        if count > unknown[channel]:
            wrong.append(f"{count} people wait in {channel}, {unknown[channel]} rows are unknown")
    states = Counter(f"{row.kind} {row.state}" for row in rows)
    errors = sum((node.errors() for node in scene.nodes), Counter[str]())
    told = [
        f"{len(crowd.tally.sent)} reports, {len(officer.examined)} examined, {len(officer.asked)} asked",
        f"outbox: {dict(sorted(states.items()))}, {sum(row.resent for row in rows)} in doubt",
        f"answers by the balancer: {dict(sorted(scene.balancer.seen.items()))}",
        f"answers to the desk: {dict(sorted(officer.seen.items()))}",
        f"errors in logs: {dict(errors)}",
        f"the longest wait for an answer: {crowd.longest:.0f} s",
        *(
            f"past the outbox on {channel}: {sum(lines)} lines, at most {max(lines, default=0)} to one person"
            for channel, (_, lines) in shown.items()
        ),
    ]
    return [*wrong, *_refused(scene)], told


def _refused(scene: Scene) -> Iterator[str]:
    """Answers that no fault explains."""
    for status, count in scene.balancer.seen.items():
        if status.startswith("5") and status != "503":
            yield f"{count} requests were answered {status}"
    broken = {call.method for call in scene.telegram.refusals} | {call.path for call in scene.twilio.refusals}
    yield from (f"a provider refused {name}" for name in broken)


def _dead(made: Base) -> int:
    with made.storage.read() as unit:
        return unit.dead.count()


def _ends(rows: Rows) -> Iterator[str]:
    """Everything that was to be sent has a known end."""
    bad = Counter((row.kind, row.channel, row.state, row.reason) for row in rows if row.state not in ENDS)
    yield from (f"{count} rows end as {' '.join(what)}" for what, count in bad.items())


def screens(scene: Scene) -> dict[str, tuple[list[list[Arrived]], list[int]]]:
    """What people saw, and how many lines came to each past the outbox: nothing could be taken just then."""
    people = scene.twilio.people.values()
    every = {
        "telegram": [arrived(chat) for chat in scene.telegram.chats.values()],
        "whatsapp": [[Arrived(seen.sid, seen.text) for seen in person.messages] for person in people],
    }
    busy = {render(words(), notices.busy(), language).text[:PREFIX] for language in LANGUAGES}
    return {
        channel: (
            [[one for one in screen if one.text[:PREFIX] not in busy] for screen in shown],
            [sum(one.text[:PREFIX] in busy for one in screen) for screen in shown],
        )
        for channel, shown in every.items()
    }


def _screens(channel: str, shown: Sequence[Sequence[Arrived]], rows: Rows) -> Iterator[str]:
    """On Telegram and WhatsApp: none lost, all in order, none doubled but where its row says so."""
    due = [
        Due(row.chat, row.state, tuple(filter(None, row.provider_id.split(","))), row.resent)
        for row in rows
        if row.channel == channel and row.kind == "reply"
    ]
    yield from (f"{channel}: {said}" for said in _judged(tally(due, shown)))
    runs = (len([*run]) for screen in shown for _, run in groupby(screen, lambda one: one.text))
    if (most := max(runs, default=0)) > 2:
        yield f"{channel}: a message came {most} times"


def _judged(total: Tally) -> Iterator[str]:
    if total.lost:
        yield f"{total.lost} of {total.due} messages are lost"
    if total.stray:
        yield f"{total.stray} messages came out of order, or from nowhere"
    if total.unmarked:
        yield f"{total.unmarked} of {total.doubled} messages that came twice are not marked"


def _page(made: Base, page: Any, rows: Rows) -> Iterator[str]:
    """A page saw each of its replies, in order."""
    yield from (f"a page: {said}" for said in page.wrong)
    chat = made.vault.chat(page.chat)
    mine = {row.id: row for row in rows if row.chat == chat and row.kind == "reply"}
    for number in sorted(mine.keys() - page.rows.keys()):
        row = mine[number]
        kind = "a notice" if row.priority == NOTICE else "a reply"
        yield f"a page never saw {kind} ({row.state}{', acknowledged' if row.read else ''})"
    if strange := page.rows.keys() - mine.keys():
        yield f"a page saw {len(strange)} rows that are not its own"


def _changes(made: Base, officer: Officer, rows: Rows) -> Iterator[str]:
    """What the desk answered 200 took effect once, and each change of a case has one notice."""
    told = Counter(row.chat for row in rows if row.priority == NOTICE and row.kind == "reply")
    changes: Counter[str] = Counter()
    with made.storage.read() as unit:
        for case in unit.cases.newest(1_000_000, status=""):
            history = unit.cases.history(case.reference)
            changes[made.vault.chat(case.chat)] += len(history)
            examined = sum(change.status == "examined" and not change.note for change in history)
            if case.reference in officer.examined and examined != 1:
                yield f"a case was examined {examined} times"
            if case.reference in officer.asked and len(history) < 2:
                yield "a question that the desk took is in no history"
    for chat in changes | told:
        if changes[chat] != told[chat]:
            yield f"{changes[chat]} changes of a case have {told[chat]} notices"
