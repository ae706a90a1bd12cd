"""What is done to the nodes, to their database and to their store of objects while people report."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from tests.campaigns.nodes.scene import FETCHES_LATER, Scene

DAY = 86400.0
TOLD = 10
"""After so many faults a line says how far it is."""
OVERTAKEN = 3.0
"""Seconds in which the other nodes claim what nobody leases any more."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """Seconds: `pause`: a node that is stopped, `away`: a database or a store, `off`: a wrong clock,
    `parted`: a node and the database. `calm`: at most between two faults."""

    pause: float = 70.0
    away: float = 20.0
    off: float = 15.0
    parted: float = 20.0
    calm: float = 2.0


Fault = Callable[[Scene, random.Random, Lengths], Awaitable[int | None]]
"""Does it once, or says how often it did it."""


async def kill(scene: Scene, dice: random.Random, lengths: Lengths) -> None:
    """SIGKILL a node, and start it again."""
    node = dice.choice(scene.nodes)
    await node.kill()
    await asyncio.sleep(dice.uniform(0, lengths.calm))
    await node.start()


async def stop(scene: Scene, dice: random.Random, lengths: Lengths) -> int:
    """SIGSTOP one or two nodes for longer than their leases, then SIGCONT: others have taken over.

    Returns how many.
    """
    nodes = dice.sample(scene.nodes, dice.choice((1, 2, 2)))
    try:
        for node in nodes:
            node.pause()
            await asyncio.sleep(dice.uniform(0, lengths.calm))
        await asyncio.sleep(lengths.pause)
        await asyncio.to_thread(scene.changed, FETCHES_LATER)
        await asyncio.sleep(OVERTAKEN)
    finally:
        for node in nodes:
            node.resume()
    return len(nodes)


async def restart(scene: Scene, dice: random.Random, lengths: Lengths) -> None:
    """The database ends as in a crash, and recovers."""
    await asyncio.to_thread(scene.cluster.restart)


async def no_objects(scene: Scene, dice: random.Random, lengths: Lengths) -> None:
    """The store of objects is away."""
    scene.objects.cease()
    await asyncio.sleep(lengths.away)
    await asyncio.to_thread(scene.objects.begin)


async def no_database(scene: Scene, dice: random.Random, lengths: Lengths) -> None:
    """The database is away."""
    await asyncio.to_thread(scene.cluster.stop, "immediate")
    await asyncio.sleep(lengths.away)
    await asyncio.to_thread(scene.cluster.begin)


async def clock(scene: Scene, dice: random.Random, lengths: Lengths) -> None:
    """A node's clock goes a day ahead or back; half of the times the node is killed and started so too."""
    node = dice.choice(scene.nodes)
    node.clock.goes_off(dice.choice((DAY, -DAY)))
    await asyncio.sleep(lengths.off / 2)
    if dice.random() < 0.5:
        await node.kill()
        await node.start()
    await asyncio.sleep(lengths.off / 2)
    node.clock.goes_off(0)


async def part(scene: Scene, dice: random.Random, lengths: Lengths) -> None:
    """A node and the database hear nothing of one another; then they do, or their connections break."""
    node = dice.choice(scene.nodes)
    node.wire.part()
    await asyncio.sleep(lengths.parted)
    node.wire.mend(broken=dice.random() < 0.5)


async def release(scene: Scene, dice: random.Random, lengths: Lengths) -> None:
    """One node after the other ends in order and starts with the newer release; then with the older one."""
    for program in (*scene.releases[1:], scene.releases[0]):
        for node in scene.nodes:
            await node.becomes(program)
            await asyncio.sleep(dice.uniform(0, lengths.calm))


FAULTS: Mapping[str, Fault] = {
    "kills": kill,
    "stops": stop,
    "restarts": restart,
    "stores": no_objects,
    "databases": no_database,
    "clocks": clock,
    "partitions": part,
    "releases": release,
}


async def inflict(name: str, count: int, scene: Scene, dice: random.Random, lengths: Lengths) -> int:
    """Do it so many times at least, at random moments; return how often it was done."""
    done = 0
    while done < count:
        await asyncio.sleep(dice.uniform(0.2, max(0.2, lengths.calm)))
        more = await FAULTS[name](scene, dice, lengths) or 1
        if (done + more) // TOLD > done // TOLD:
            print(f"  {done + more} of {count} {name}", flush=True)
        done += more
    return done
