"""Medians of rounds, as a Markdown table."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from bench.measure import Result

Figure = tuple[str, Callable[[Result], float], str]

FIGURES: tuple[Figure, ...] = (
    ("updates/s", lambda one: one.rate, ",.0f"),
    ("cases/s", lambda one: one.case_rate, ",.0f"),
    ("p50 ms", lambda one: one.seen["p50_ms"], ".1f"),
    ("p95 ms", lambda one: one.seen["p95_ms"], ".1f"),
    ("p99 ms", lambda one: one.seen["p99_ms"], ".1f"),
    ("longest stall ms", lambda one: one.seen["stall_ms"], ".0f"),
    ("CPU s / 1,000", lambda one: one.cpu, ".3f"),
    ("peak MB", lambda one: one.peak_mb, ".0f"),
    ("idle MB", lambda one: one.idle_kb / 1024, ".0f"),
    ("start s", lambda one: one.start, ".2f"),
    ("generator's core", lambda one: one.generator, ".0%"),
)

Rounds = Mapping[str, Sequence[Result]]


def of(results: Sequence[Result], figure: Callable[[Result], float]) -> float:
    """The median over the rounds."""
    return float(median(figure(one) for one in results))


def table(rounds: Rounds) -> str:
    """A line for each bot, with the ratio of the first bot's rate to its own."""
    names = [name for name, *_ in FIGURES]
    lines = [_row(["bot", *names, "ratio"]), _row(["---", *["---:"] * (len(names) + 1)])]
    base = of(next(iter(rounds.values())), lambda one: one.rate)
    for bot, results in rounds.items():
        cells = [format(of(results, figure), shape) for _, figure, shape in FIGURES]
        ratio = base / max(1e-9, of(results, lambda one: one.rate))
        lines.append(_row([bot, *cells, f"{ratio:.1f} ×"]))
    return "\n".join(lines)


def spread(rounds: Rounds) -> str:
    """Every round's rate, to show how steady they are."""
    rates = ((bot, ", ".join(f"{one.rate:,.0f}" for one in results)) for bot, results in rounds.items())
    return "\n".join(f"{bot}: {every} updates/s" for bot, every in rates)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
