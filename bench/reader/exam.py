"""Examines the reader on sentences that it was not trained on; prints the table of `docs/understanding.md`.

Run it as `python -m bench.reader.exam`. The folders under `exam/` hold one file of JSON lines for each kind;
each was written apart, without sight of the corpus. A sentence of an exam never goes into the corpus.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from flows.reading import signals
from flows.reading.intents import intent

EXAMS = Path(__file__).parent / "exam"
FLAGS = {"despair": signals.despair, "danger": signals.danger, "minor": signals.minor}
SAME = frozenset(
    {frozenset(pair) for pair in (("yes", "done"), ("yes", "send"), ("back", "edit"), ("no", "skip"))}
)
"""Intents that come to the same where they are asked for."""

Cases = list[dict[str, object]]


def cases(kind: str, folder: Path) -> Cases:
    """The cases of one kind in one exam; none where it has no such file."""
    file = folder / f"{kind}.jsonl"
    return (
        [json.loads(line) for line in file.read_text("utf-8").splitlines() if line] if file.exists() else []
    )


def flagged(kind: str, found: Cases) -> tuple[float, float]:
    """Precision and recall of despair, danger or minor."""
    read = FLAGS[kind]
    said = [(bool(one["expect"]), read(str(one["text"]))) for one in found]
    both = sum(want and got for want, got in said)
    return both / max(1, sum(got for _, got in said)), both / max(1, sum(want for want, _ in said))


def right(kind: str, one: dict[str, object]) -> bool:
    """Whether one case of another kind is read rightly."""
    text, want = str(one["text"]), one["expect"]
    if kind in {"category", "sms"}:
        return signals.guess_category(text) == want
    if kind == "language":
        return signals.guess_language(text) == want
    if want == "none-care":
        return not (signals.despair(text) or signals.danger(text))
    if isinstance(want, str) and want in FLAGS:
        return FLAGS[want](text)
    if isinstance(want, str) and want.startswith("cat:"):
        return signals.guess_category(text) == want[4:]
    if isinstance(want, str) and want.startswith("lang:"):
        return intent(text) == "language"
    return intent(text) == want or frozenset((intent(text), want)) in SAME


def table(folder: Path) -> Iterator[tuple[str, int, dict[str, float]]]:
    """The kinds of one exam, with the number of cases and the figures of each."""
    for kind in FLAGS:
        if found := cases(kind, folder):
            precision, recall = flagged(kind, found)
            yield kind, len(found), {"precision": precision, "recall": recall}
    for kind in ("category", "sms", "language", "phrases", "everyday"):
        if found := cases(kind, folder):
            yield kind, len(found), {"right": sum(right(kind, one) for one in found) / len(found)}


def main() -> None:
    """Print the table of each exam."""
    for folder in sorted(EXAMS.iterdir()):
        for kind, count, figures in table(folder):
            shown = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
            print(f"{folder.name}  {kind:10} {count:4}  {shown}")


if __name__ == "__main__":
    main()
