"""`python -m bench.national`: one person in a hundred of a country reports within an hour, in virtual time.

A queue simulation. People come on three channels, send their messages one after the other, and wait for each
answer before they go on. Every message passes its channel (a rate that the provider or the deployment
allows), a core (service times as measured) and, where it files, the one row that all filings lock. The same
seed gives the same people. To be done within a minute, one person of ten is played, and every queue is ten
times as slow: where people wait for seconds or hours nothing changes, below a second it reads too much.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush, heapreplace
from random import Random

PEOPLE, HOUR = 380_000, 3600.0
GRAIN = 10
FEWEST = 1000
CORES = (1, 4, 16, 64)
LOCKED = 0.0015
"""Seconds for which a filing holds the row over all custody chains, its commit included, on Postgres."""
THINKS = 15.0
"""Seconds, on average, from an answer to the person's next message."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to us. `share` of the people, `cpu` seconds a message, `rate` messages a second (0: any).

    `counts_inbound`: what comes in uses up the rate too. `admits`: new people a second (0: any).
    """

    name: str
    share: float
    cpu: float
    rate: float
    counts_inbound: bool = False
    admits: float = 0.0


@dataclass(frozen=True, slots=True)
class Path:
    """How many answers there are to each of the person's messages; the last message files."""

    name: str
    answers: tuple[int, ...]


FORWARDED = Path("a scam forwarded, sent", (1, 2))
GUIDED = Path("every question asked", (1, 1, 1, 1, 1, 1, 1, 1, 1, 2))
WEB_CPU = 0.000_94
"""Seconds for a message in the web chat; WhatsApp's was not measured, and is taken to be the same."""
DEFAULTS = (
    Channel("Telegram", 0.35, 0.000_57, 30.0),
    Channel("WhatsApp", 0.5, WEB_CPU, 80.0, counts_inbound=True),
    Channel("web chat", 0.15, WEB_CPU, 0.0, admits=32.0),
)
RAISED = (
    replace(DEFAULTS[0], rate=1000.0),
    replace(DEFAULTS[1], rate=1000.0),
    replace(DEFAULTS[2], admits=0.0),
)


class Queue:
    """One server at a fixed rate, first come first served."""

    def __init__(self, rate: float) -> None:
        self._each, self._free = (GRAIN / rate if rate else 0.0), 0.0

    def passes(self, now: float, many: int = 1) -> float:
        """Return when the last of so many is through."""
        if not self._each:
            return now
        self._free = max(now, self._free) + self._each * many
        return self._free


class Cores:
    """So many servers for one queue."""

    def __init__(self, count: int) -> None:
        self._free = [0.0] * count

    def works(self, now: float, seconds: float) -> float:
        """Return when work that comes now is done."""
        done = max(now, self._free[0]) + seconds * GRAIN
        heapreplace(self._free, done)
        return done


@dataclass(slots=True)
class Seen:
    """Seconds from a person's first message to the first answer and to the receipt, and when that came."""

    first: list[float]
    receipt: list[float]
    last: float = 0.0


Event = tuple[float, int, float, int, int, int]
"""When, a number that orders what is at the same time, when the person came, channel, step, stage."""


class Country:
    """People under way. Every stage of a message is an event of its own, so that each queue is in order."""

    def __init__(self, channels: Sequence[Channel], path: Path, cores: int, random: Random) -> None:
        self.seen = [Seen([], []) for _ in channels]
        self._channels, self._path, self._random = channels, path, random
        self._cores, self._log = Cores(cores), Queue(1 / LOCKED)
        self._pace = [Queue(channel.rate) for channel in channels]
        self._gate = [Queue(channel.admits) for channel in channels]
        self._stages = (self._admitted, self._received, self._worked, self._filed, self._answered)

    def run(self, people: int) -> None:
        """Let them come, and run until the last has a receipt."""
        shares = [channel.share for channel in self._channels]
        numbers = self._random.choices(range(len(shares)), shares, k=people)
        times = [*arrivals(self._random, people)]
        waiting: list[Event] = [
            (at, order, at, number, 0, 0)
            for order, (at, number) in enumerate(zip(times, numbers, strict=True))
        ]
        heapify(waiting)
        order = people
        while waiting:
            now, _, came, number, step, stage = heappop(waiting)
            while stage < len(self._stages):
                at = self._stages[stage](now, number, step)
                stage += 1
                if at > now:
                    break
            if stage < len(self._stages):
                heappush(waiting, (at, order, came, number, step, stage))
            elif step + 1 < len(self._path.answers):
                self._note(came, number, step, at)
                again = at + self._random.expovariate(1 / THINKS)
                heappush(waiting, (again, order, came, number, step + 1, 1))
            else:
                self._note(came, number, step, at)
            order += 1

    def _admitted(self, now: float, number: int, _: int) -> float:
        return self._gate[number].passes(now)

    def _received(self, now: float, number: int, _: int) -> float:
        return self._pace[number].passes(now) if self._channels[number].counts_inbound else now

    def _worked(self, now: float, number: int, _: int) -> float:
        return self._cores.works(now, self._channels[number].cpu)

    def _filed(self, now: float, _: int, step: int) -> float:
        return self._log.passes(now) if step + 1 == len(self._path.answers) else now

    def _answered(self, now: float, number: int, step: int) -> float:
        return self._pace[number].passes(now, self._path.answers[step])

    def _note(self, came: float, number: int, step: int, at: float) -> None:
        seen = self.seen[number]
        if step == 0:
            seen.first.append(at - came)
        if step + 1 == len(self._path.answers):
            seen.receipt.append(at - came)
            seen.last = max(seen.last, at)


def simulate(people: int, channels: Sequence[Channel], path: Path, cores: int, seed: int) -> dict[str, Seen]:
    """Return what the people of each channel see."""
    country = Country(channels, path, cores, Random(seed))
    country.run(people // GRAIN)
    return {channel.name: one for channel, one in zip(channels, country.seen, strict=True)}


def arrivals(random: Random, people: int) -> Iterator[float]:
    """A warning on the evening news: most come soon, the last within the hour."""
    return (HOUR * random.betavariate(1.2, 3.0) for _ in range(people))


def lines(people: int, path: Path, seed: int) -> Iterator[str]:
    """The table of all core counts, with the limits as they come and as they can be raised to."""
    yield "| limits | cores | channel | first answer: median | 99 of 100 | last | all have receipts after |"
    yield "| --- | --: | --- | --: | --: | --: | --: |"
    for named, channels in (("as they come", DEFAULTS), ("raised", RAISED)):
        for cores in CORES:
            for name, seen in simulate(people, channels, path, cores, seed).items():
                ordered = sorted(seen.first)
                at = [ordered[int(len(ordered) * share)] for share in (0.5, 0.99)]
                told = " | ".join(map(said, (*at, ordered[-1], seen.last)))
                yield f"| {named} | {cores} | {name} | {told} |"


def said(seconds: float) -> str:
    """Seconds, minutes or hours, as people say them."""
    if seconds < 120:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--guided", action="store_true", help="every question is asked and answered")
    parser.add_argument("--seed", type=int, default=18)
    given = parser.parse_args()
    if given.people < FEWEST:
        parser.error(f"--people: at least {FEWEST}, so that some of them come to each channel")
    path = GUIDED if given.guided else FORWARDED
    print(f"{given.people:,} people within an hour, {path.name}; seed {given.seed}\n")
    for line in lines(given.people, path, given.seed):
        print(line, flush=True)


if __name__ == "__main__":
    main()
