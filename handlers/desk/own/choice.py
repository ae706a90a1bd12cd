"""An officer's choice of a digest, as the page sends it."""

from typing import Annotated, Literal

import msgspec

Name = Annotated[str, msgspec.Meta(max_length=64)]


class Chosen(msgspec.Struct):
    """A choice, as the page sends it."""

    every: Literal["daily", "weekly", "off"]
    categories: Annotated[tuple[Name, ...], msgspec.Meta(max_length=100)] = ()
    places: Annotated[tuple[Name, ...], msgspec.Meta(max_length=100)] = ()
    urgent: bool = False
    own: bool = False
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    language: Name = ""
    zone: Name = ""
