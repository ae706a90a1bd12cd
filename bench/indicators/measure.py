"""Precision and recall of each kind on the exam: `python -m bench.indicators.measure [--misses]`."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.indicators.find import find_all

EXAM = Path(__file__).with_name("exam")


@dataclass(frozen=True, slots=True)
class Figures:
    """One kind's figures: texts, values that should be found, values found, and both."""

    kind: str
    texts: int
    wanted: int
    got: int
    right: int
    misses: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / self.got if self.got else 1.0

    @property
    def recall(self) -> float:
        """The part of what should be found that was found."""
        return self.right / self.wanted if self.wanted else 1.0


def measured(folder: Path = EXAM) -> Iterator[Figures]:
    """The figures of each kind that has a file in the folder."""
    for path in sorted(folder.glob("*.jsonl")):
        texts = wanted = got = right = 0
        misses = []
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            want = set(case["expect"])
            found = {one.value for one in find_all(case["text"]) if one.kind == path.stem}
            texts, wanted, got, right = (
                texts + 1,
                wanted + len(want),
                got + len(found),
                right + len(want & found),
            )
            if want != found:
                misses.append(f"{case['text']!r}: {sorted(want)}, found {sorted(found)}")
        yield Figures(path.stem, texts, wanted, got, right, tuple(misses))


def main() -> None:
    """Print a table, and the misses where they are asked for."""
    began, texts = time.process_time(), 0
    for row in measured():
        texts += row.texts
        print(f"{row.kind:12} {row.texts:4}  precision {row.precision:.3f}  recall {row.recall:.3f}")
        for miss in row.misses if "--misses" in sys.argv else ():
            print("   ", miss)
    print(f"{(time.process_time() - began) / texts * 1000:.2f} ms of CPU a text")


if __name__ == "__main__":
    main()
