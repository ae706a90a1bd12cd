"""Values: dataclasses with slots, which no code changes after they are made."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a dataclass that the type checker treats as frozen.

    For Python the class is not frozen: a turn makes some sixty values, and a frozen one takes four to twelve
    times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
