"""The services of the configuration file (`[[services]]`), each checked against the tables it names."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.addresses import mail_address
from bot.settings.values import STRICT, Contact
from flows.lexicon.places import REGIONS
from flows.places.gazetteer import gazetteer
from flows.places.services import Service
from flows.reading.answers import normalise
from flows.record import record
from flows.report.categories import CATEGORIES
from flows.said import Named
from storage.sealing.age import recipient


def _one_of(kind: str, known: Sequence[str]) -> AfterValidator:
    def check(given: str) -> str:
        if given not in known:
            near = get_close_matches(given, known, n=1)
            raise ValueError(f"no such {kind}" + (f", did you mean {near[0]}?" if near else ""))
        return given

    return AfterValidator(check)


def _province(given: str) -> str:
    """Return the code of a province, which is named in French or Arabic, or by its code."""
    known = gazetteer().provinces
    names = {normalise(name): code for code, one in known.items() for name in (one.french, one.arabic, code)}
    if normalise(given) not in names:
        near = get_close_matches(normalise(given), names, n=1, cutoff=0.5)
        hint = f", did you mean {known[names[near[0]]].french}?" if near else ""
        raise ValueError(f"no such province{hint}")
    return names[normalise(given)]


def _contact(given: str) -> str:
    """Return how a service is reached, in whatever words; an address in it is checked."""
    for word in re.split(r"[\s,;()<>]+", given):
        if "@" in word:
            mail_address(word.removeprefix("mailto:"))
    return given


def _key(given: str) -> str:
    try:
        recipient(given)
    except ValueError:
        raise ValueError("expected an age public key, age1 and 58 letters and digits") from None
    return given


Text = Annotated[str, Field(min_length=1, max_length=80)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,29}$")]


@record
class Names:
    """A name in French and in Arabic; Darija has the Arabic one."""

    __pydantic_config__ = STRICT

    fr: Text
    ar: Text

    @property
    def named(self) -> Named:
        """The name as messages take it."""
        return Named(self.fr, self.ar)


@record
class ServiceEntry:
    """A service to which cases are handed over; see `flows.places.services.Service`."""

    __pydantic_config__ = STRICT

    id: Id
    name: Names
    city: Names
    contact: Annotated[Contact, AfterValidator(_contact)] | None = None
    regions: tuple[Annotated[str, _one_of("region", REGIONS)], ...] = ()
    provinces: tuple[Annotated[str, AfterValidator(_province)], ...] = ()
    categories: tuple[Annotated[str, _one_of("category", CATEGORIES)], ...] = ()
    officers: tuple[Text, ...] = ()
    """Names of officers of this deployment, who get the wraps of what is referred to the service."""
    key: Annotated[str, AfterValidator(_key)] = ""
    """The public key of a service that has its own, and opens exported cases with it."""
    central: Annotated[bool, Field(strict=True)] = False
    shown: Annotated[bool, Field(strict=True)] = False
    """Whether reporters are told that this service has their case."""

    @property
    def service(self) -> Service:
        """The service as the rest of the program knows it."""
        return Service(
            id=self.id,
            name=self.name.named,
            city=self.city.named,
            contact=self.contact or "",
            regions=self.regions,
            provinces=self.provinces,
            categories=self.categories,
            officers=self.officers,
            key=self.key,
            central=self.central,
            shown=self.shown,
        )


@record
class Interpol:
    """The way to INTERPOL, for cover sheets."""

    __pydantic_config__ = STRICT

    bureau: Text = ""
    """The contact of the national central bureau."""


def wrong(services: Sequence[ServiceEntry]) -> Iterator[str]:
    """Yield what does not fit together, each with its key."""
    ids = [one.id for one in services]
    for at, one in enumerate(services):
        if one.id in ids[:at]:
            yield f"services.{at}.id: {one.id} stands twice"
        if not (one.regions or one.provinces or one.categories or one.central):
            yield f"services.{at}: needs regions, provinces or categories, or central = true"
    central = sum(one.central for one in services)
    if services and central != 1:
        yield f"services: one of them must have central = true, {central} have"
