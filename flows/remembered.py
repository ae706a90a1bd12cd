"""Readings of texts are remembered for a while: the next steps of a conversation read the same texts again.

Each reading knows a limited number of texts. All are forgotten together, every few minutes (`FOR`).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar
from weakref import WeakSet

RECENT = 256
"""Texts that a reading remembers."""
FOR = 600
"""Seconds after which the running server forgets them."""

Given = ParamSpec("Given")
Read = TypeVar("Read")
_tables: WeakSet[Any] = WeakSet()  # Any: functools' own type of a table


def remembered(most: int = RECENT) -> Callable[[Callable[Given, Read]], Callable[Given, Read]]:
    """Remember what a function gave for `most` arguments, which are texts or words of people."""

    def table(function: Callable[Given, Read]) -> Callable[Given, Read]:
        made: Any = lru_cache(maxsize=most)(function)
        _tables.add(made)
        return made  # type: ignore[no-any-return]  # called as the function is

    return table


def forget() -> None:
    """Forget all texts and words."""
    for made in [*_tables]:
        made.cache_clear()
