"""Reads the sentences that the reader is trained on. README.md beside this file says how they are written."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
MOST_VARIANTS = 6
MISREAD = 3.0
MOST_ALIKE = 8
"""Lines of a block that are variants of one another; a longer block is a list of different sentences."""
_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Sentence:
    """One sentence: what it is labelled, its language, and its group (variants of one another)."""

    text: str
    label: str
    language: str
    group: str
    count: float
    """How much it counts: less where a line has many variants, more where it was once misread."""


def variants(line: str) -> list[str]:
    """A line with each `(a|b)` chosen: all ways where they are few, else some drawn by its own seed.

    An alternative may hold alternatives: the inner ones are chosen first.
    """
    parts = _CHOICE.split(line)
    ways = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
    if prod(map(len, ways)) <= MOST_VARIANTS:
        chosen = ["".join(choice) for choice in product(*ways)]
    else:
        chance = random.Random(line)
        chosen = ["".join(way[0] for way in ways)]
        chosen += ["".join(map(chance.choice, ways)) for _ in range(MOST_VARIANTS - 1)]
    if any(map(_CHOICE.search, chosen)):
        chosen = [text for way in chosen for text in variants(way)]
        chosen = random.Random(line).sample(chosen, min(len(chosen), MOST_VARIANTS))
    return list(dict.fromkeys(" ".join(text.split()) for text in chosen))


def read(signal: str, folder: Path = CORPUS) -> list[Sentence]:
    """All sentences of one signal, in a fixed order, each once for its label."""
    sentences: dict[tuple[str, str], Sentence] = {}
    for file in sorted((folder / signal).glob("*.txt")):
        parts = file.name.removesuffix(".txt").split(".")
        label, language = parts[0], parts[-1]
        for number, block in enumerate(_blocks(file.read_text("utf-8"))):
            for place, line in enumerate(block):
                group = f"{file.name} {number}" + (f" {place}" if len(block) > MOST_ALIKE else "")
                texts = variants(line)
                count = (MISREAD if ".examples." in file.name else 1) / len(texts) ** 0.5
                for text in texts:
                    sentences.setdefault((text, label), Sentence(text, label, language, group, count))
    return list(sentences.values())


def _blocks(written: str) -> Iterator[list[str]]:
    """The lines between blank lines, without comments."""
    for block in re.split(r"\n\s*\n", written):
        lines = [line.strip() for line in block.splitlines()]
        yield [line for line in lines if line and not line.startswith("#")]
