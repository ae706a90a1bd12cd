"""Whether the suite is brief, as in `make test`: some of many cases; `make test-all` and pytest run all."""

import os
import random
from collections.abc import Sequence
from typing import TypeVar

BRIEF = os.environ.get("SUITE") == "brief"
One = TypeVar("One")


def few(cases: Sequence[One], count: int, name: str) -> list[One]:
    """So many of the cases in their order, for a name always the same ones; all of them in a whole suite."""
    if not BRIEF or count >= len(cases):
        return list(cases)
    chosen = random.Random(name).sample(range(len(cases)), count)
    return [cases[index] for index in sorted(chosen)]
