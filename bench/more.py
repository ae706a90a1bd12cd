"""What else is measured of the product alone: growth, evidence, a digest over many cases."""

import shutil
import time
from dataclasses import replace
from statistics import median

from bench import seed
from bench.bots import PRODUCT, WEB
from bench.dialogue import NOON
from bench.measure import Course, Load, Result
from bench.table import Rounds, table
from bot.turn.officer_lookups import overview
from flows.dialogue import notices
from storage.digests.counts import Scope

MEGABYTES = 8


def growth(course: Course, load: Load) -> bool:
    """The same figures with more and more stored, and what a digest then costs; whether all was clean."""
    folder = course.folder / "grown"
    rounds: dict[str, list[Result]] = {}
    digests, there = [], 0
    waiting = load.stored // 10
    for stored in (0, load.stored // 10, load.stored):
        if stored:
            seed.cases(folder, there, stored - there)
            there = stored
        else:
            rounds["nothing stored"] = [course.run(PRODUCT, load)]
            seed.conversations(folder, waiting)
        name = f"{stored:,} cases, {waiting:,} open conversations"
        rounds[name] = [course.run(PRODUCT, load, folder)]
        digests.append(f"digest over {stored:,} open cases: {digest(course):.3f} s")
    shutil.rmtree(folder)
    print("\n".join((table(rounds), "", *digests)))
    return clean(rounds)


def digest(course: Course, rounds: int = 5) -> float:
    """Seconds to count and put into words what officers get in the morning; median."""
    taken = []
    with seed.opened(course.folder / "grown") as storage:
        for _ in range(rounds):
            begun = time.perf_counter()
            with storage.read() as unit:
                notices.morning(overview(unit, Scope("", NOON), NOON - 86400.0))
            taken.append(time.perf_counter() - begun)
    return median(taken)


def many_cases(course: Course, load: Load) -> bool:
    """A digest over a million cases."""
    seed.cases(course.folder / "grown", 0, load.stored)
    print(f"digest over {load.stored:,} open cases: {digest(course):.3f} s")
    return True


def evidence(course: Course, load: Load) -> bool:
    """Large files, one after the other; how many megabytes a second are fetched, sealed and durable."""
    result = course.run(PRODUCT, replace(load, reporters=16, photo=MEGABYTES << 20))
    rate = result.seen["fetched"] * MEGABYTES / result.seen["seconds"]
    print(f"evidence: {rate:,.0f} MB/s in files of {MEGABYTES} MB; {result.cpu:.2f} CPU s for 1,000 updates")
    print(f"peak memory {result.peak_mb:.0f} MB {'; '.join(result.wrong)}")
    return not result.wrong


def web(course: Course, load: Load) -> bool:
    """The same dialogue in the web chat; its reporters are Python, and their core is shown."""
    rounds = {WEB.name: [course.web(load)]}
    print(table(rounds))
    return clean(rounds)


def beside(course: Course, load: Load) -> bool:
    """One quiet chat, and a Bot API that takes 50 ms; a chat waits for its own answers, hence more chats."""
    rounds = {
        "one quiet chat": [course.run(PRODUCT, replace(load, reporters=1))],
        "50 ms, 256 chats": [course.run(PRODUCT, replace(load, reporters=256, latency_ms=50.0))],
    }
    print(table(rounds))
    return clean(rounds)


def clean(rounds: Rounds) -> bool:
    """Whether nothing was wrong in any run; says what was."""
    wrong = [f"{name}: {what}" for name, results in rounds.items() for one in results for what in one.wrong]
    if wrong:
        print("\n".join(wrong))
    return not wrong
