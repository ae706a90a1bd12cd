"""The kinds of values that settings have, each with what is refused."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, SecretStr

from flows.answers.facts import country_named
from flows.core.statuses import STATUSES
from flows.desk.roles import ROLES, ever
from flows.report.categories import BY_ID
from locales import LANGUAGES

STRICT = ConfigDict(extra="forbid", hide_input_in_errors=True)
"""A part of the file: a key that nobody knows is an error, which does not repeat what was given."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY, _TIME = "|".join(DAYS), r"([01]\d|2[0-3]):[0-5]\d"
HOURS = re.compile(rf"(?P<first>daily|{_DAY})(-(?P<last>{_DAY}))? (?P<start>{_TIME})-(?P<end>{_TIME})")
"""Days of the week and hours; an end before the start is on the next day."""
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


def _category(given: str) -> str:
    if given not in BY_ID:
        raise ValueError(f"no such category, there are {', '.join(BY_ID)}")
    return given


def _role(given: str) -> str:
    asking = [role for role in ROLES if ever(role, "ask")]
    if given not in asking:
        raise ValueError(f"expected a role that may ask reporters: {', '.join(asking)}")
    return given


def _hours(given: str) -> str:
    if not HOURS.fullmatch(given):
        raise ValueError('expected days and hours such as "mon-fri 08:00-18:00" or "daily 20:00-06:00"')
    return given


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


def _status(given: str) -> str:
    if given not in STATUSES:
        raise ValueError(f"no such status, there are {', '.join(STATUSES)}")
    return given


def _status_text(given: str) -> str:
    if not 0 < len(text := given.strip()) <= LONGEST_STATUS:
        raise ValueError(f"expected a text of up to {LONGEST_STATUS} characters")
    return text


LONGEST_STATUS = 500
Status = Annotated[str, AfterValidator(_status)]
StatusText = Annotated[str, AfterValidator(_status_text)]
"""The words that say to a reporter what a status means and what comes next."""

CategoryName = Annotated[str, AfterValidator(_category)]
OfficerRole = Annotated[str, AfterValidator(_role)]
OfficerName = Annotated[str, Field(min_length=1, max_length=80)]
Hours = Annotated[str, AfterValidator(_hours)]
Language = Annotated[str, AfterValidator(_language)]
ContentSid = Annotated[str, AfterValidator(_content_sid)]
Contact = Annotated[str, Field(min_length=1, max_length=80)]
Site = Annotated[str, AfterValidator(_site)]
Country = Annotated[str, AfterValidator(_country)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def is_readable(path: Path) -> bool:
    """Whether this is a file that this user can read."""
    return path.is_file() and os.access(path, os.R_OK)


def shaped(given: SecretStr | None, shape: str, wrong: str) -> SecretStr | None:
    """The secret. Raises ValueError with `wrong` if its whole text does not have the shape."""
    if given and not re.fullmatch(shape, given.get_secret_value(), re.ASCII):
        raise ValueError(wrong)
    return given
