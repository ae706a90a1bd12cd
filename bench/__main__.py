"""`python -m bench`: the product and its peers in interleaved rounds, and what else is worth measuring."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import more, table
from bench.bots import GO, PEERS, PRODUCT, Bot
from bench.grown import PATTERNS
from bench.measure import Course, Load, Result
from bench.processes import processes
from bench.profile import profile
from bench.tools import Missing, without_go

FEWEST = 10 * PATTERNS
ALL = (PRODUCT, *PEERS, GO)
OTHERS: Mapping[str, Callable[[Course, Load], bool]] = {
    "beside": more.beside,
    "growth": more.growth,
    "web": more.web,
    "evidence": more.evidence,
    "digest": more.many_cases,
    "profile": profile,
    "processes": processes,
}
"""What can be measured of the product alone."""


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure the product beside its peers."
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=8.0, help="measured, for each bot and round")
    parser.add_argument("--warmup", type=float, default=2.0, help="seconds before")
    parser.add_argument("--reporters", type=int, default=64, help="chats at once")
    parser.add_argument("--latency-ms", type=float, default=0.0, help="until the Bot API answers")
    parser.add_argument("--photo", type=int, default=65_536, help="bytes")
    parser.add_argument("--stored", type=int, default=1_000_000, help="cases, for --growth and --digest")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="bots whose name holds this")
    for name, measurement in OTHERS.items():
        said = (measurement.__doc__ or "").rstrip(".")
        parser.add_argument(f"--{name}", action="store_true", help=f"instead: {said}")
    parser.add_argument("--folder", type=Path, help="where bots keep their data (a real disk)")
    return parser.parse_args()


def load_of(given: argparse.Namespace) -> Load:
    """How hard, as asked."""
    return Load(
        given.reporters,
        given.warmup,
        given.seconds,
        given.latency_ms,
        given.photo,
        stored=given.stored,
        rounds=given.rounds,
    )


def interleaved(course: Course, bots: Sequence[Bot], given: argparse.Namespace) -> dict[str, list[Result]]:
    """Every bot once a round, so that what the machine does meanwhile is shared."""
    load = load_of(given)
    rounds: dict[str, list[Result]] = {bot.name: [] for bot in bots}
    for _ in range(given.rounds):
        for bot in bots:
            result = course.run(bot, load)
            rounds[bot.name].append(result)
            print(f"{bot.name}: {result.rate:,.0f} updates/s {'; '.join(result.wrong)}", flush=True)
    return rounds


def means(given: str, bot: Bot) -> bool:
    """Whether this part of a name, in whatever letters, is of this bot, which documents may call Ballegh."""
    called = f"{bot.name} ballegh" if bot is PRODUCT else bot.name
    return given.lower() in called.lower()


def compare(course: Course, given: argparse.Namespace) -> bool:
    """The comparison; whether every run was clean."""
    bots = [bot for bot in ALL if given.only is None or any(means(name, bot) for name in given.only)]
    if not bots:
        raise Missing(f"--only: none of {', '.join(bot.name for bot in ALL)} has that in its name")
    if GO in bots and (lacking := without_go()):
        print(lacking)
        bots.remove(GO)
    ceiling = course.ceiling(Load(given.reporters, 0.5, 2.0, given.latency_ms, given.photo))
    print(
        f"the load generator alone: {ceiling.rate:,.0f} updates/s; {course.updates_a_case} updates a case\n"
    )
    rounds = interleaved(course, bots, given)
    print(f"\n{table.table(rounds)}\n\n{table.spread(rounds)}")
    return not any(result.wrong for results in rounds.values() for result in results)


def measure(course: Course, given: argparse.Namespace) -> bool:
    """What was asked for, or the comparison; whether all was clean."""
    asked = [measurement for name, measurement in OTHERS.items() if getattr(given, name)]
    if not asked:
        return compare(course, given)
    done = [measurement(course, load_of(given)) for measurement in asked]
    return all(done)


def main() -> int:
    """0 when every run was clean."""
    given = arguments()
    if given.stored < FEWEST:
        print(f"--stored: at least {FEWEST}, so that a tenth of it is more than the patterns that are copied")
        return 2
    with tempfile.TemporaryDirectory(prefix="bench-", dir=given.folder) as folder:
        try:
            return 0 if measure(Course(Path(folder)), given) else 1
        except Missing as error:
            print(error)
            return 2


if __name__ == "__main__":
    sys.exit(main())
