"""Waiting until all is at rest after a fault, and the look at everything then."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from tests.campaigns.nodes.checks import Since, kept
from tests.campaigns.nodes.people import Officer
from tests.campaigns.nodes.scene import FETCHES_LATER, Scene

PATIENCE = 600.0
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


async def look(scene: Scene, officer: Officer, since: Since) -> Found:
    """Wait until all is at rest, and hold everything since the last look against everything."""
    began = time.monotonic()
    wrong = [*ended(scene)]
    with suppress(TimeoutError):
        await scene.telegram.settled(PATIENCE)
    if pending := len(scene.telegram.delivery.pending):
        wrong.append(f"Telegram could not deliver {pending} updates")
    wrong += await rest(scene)
    await collected(scene)
    seconds = time.monotonic() - began
    found, told = await asyncio.to_thread(kept, scene, officer, since)
    (verified,) = await asyncio.to_thread(scene.nodes[0].house.runs, ("verify",))
    wrong += [f"verify: {line}" for line in verified.text.splitlines()] if verified.status else []
    await scene.crowd.leaves()
    officer.seen.clear()
    scene.balancer.seen.clear()
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
        async with asyncio.timeout(PATIENCE):
            while await asyncio.to_thread(uncollected, scene):  # noqa: ASYNC110  # other processes change it
                await asyncio.sleep(0.5)
    for page in scene.crowd.pages:
        await page.rests()


def uncollected(scene: Scene) -> int:
    """How many replies wait for a page."""
    waits = "SELECT count(*) FROM outbox WHERE channel = 'web' AND kind = 'reply' AND body IS NOT NULL"
    return int(scene.queried(waits)[0][0])
