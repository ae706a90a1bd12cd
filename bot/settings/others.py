"""Settings about others than the deployment: the lines of banks, and the sites that show the web chat."""

from typing import Annotated

from pydantic import Field

from bot.settings.values import STRICT, Contact, Site
from flows.record import record


@record
class BankLine:
    """The number of a bank or a transfer agency that stops a payment, and further spellings of its name."""

    __pydantic_config__ = STRICT

    line: Contact
    words: tuple[Annotated[str, Field(min_length=2, max_length=60)], ...] = ()


@record
class Embed:
    """The web chat in a frame on other sites."""

    __pydantic_config__ = STRICT

    sites: tuple[Site, ...] = ()
    """The origins of the sites that may show it; no other site may."""
