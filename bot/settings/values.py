"""The kinds of values that settings have, each with what is refused."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from flows.answers.facts import country_named
from locales import LANGUAGES

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _seconds(given: object) -> int:
    found = re.fullmatch(r"(\d{1,6})([smhd])", given) if isinstance(given, str) else None
    if found is None:
        raise ValueError('expected a duration such as "90m", "24h" or "30d"')
    return int(found[1]) * UNITS[found[2]]


Seconds = Annotated[int, BeforeValidator(_seconds), Field(gt=0)]
"""In the file a text with a unit ("1h"); in the program seconds."""

Pause = Annotated[int, BeforeValidator(_seconds), Field(ge=0, le=60)]
"""As `Seconds`, at most a minute; 0s for none."""

Count = Annotated[int, Field(gt=0, strict=True)]
Rate = Annotated[int, Field(ge=0, strict=True)]


def _language(given: str) -> str:
    if given not in LANGUAGES:
        raise ValueError(f"no such language, there are {', '.join(LANGUAGES)}")
    return given


def _country(given: str) -> str:
    if not country_named(given):
        raise ValueError("expected the name of a country, such as Espagne")
    return country_named(given)


def _site(given: str) -> str:
    """The origin in the form in which a browser names it."""
    found = re.fullmatch(r"https://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::(\d{2,5}))?/?", given.lower())
    if found is None or int(found[2] or 443) > 65535:
        raise ValueError("expected the https address of one site, such as https://www.example.org")
    return given.lower().rstrip("/").removesuffix(":443")


def _content_sid(given: str) -> str:
    if not re.fullmatch(r"HX[0-9a-fA-F]{32}", given):
        raise ValueError("expected HX and 32 hexadecimal digits")
    return given


Language = Annotated[str, AfterValidator(_language)]
ContentSid = Annotated[str, AfterValidator(_content_sid)]
Contact = Annotated[str, Field(min_length=1, max_length=80)]
Site = Annotated[str, AfterValidator(_site)]
Country = Annotated[str, AfterValidator(_country)]
