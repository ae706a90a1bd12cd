"""Values: slotted dataclasses that nothing changes once they are made."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A frozen dataclass to whoever checks the types, a plain one to Python.

    A turn makes some sixty values, and Python takes four to twelve times as long to make a frozen one.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
