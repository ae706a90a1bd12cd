"""The services that cases are handed to, and the one that is proposed for a case, with the reason."""

from collections.abc import Iterable, Sequence
from typing import Literal

from flows.places.gazetteer import gazetteer
from flows.record import record
from flows.said import Named

Kind = Literal["province", "region", "category", "abroad", "unknown", "uncovered"]


@record
class Service:
    """A service of the settings.

    It takes cases of its `provinces` (official codes) and `regions` (ids), or of everywhere where it has
    neither, in its `categories`, or in all where it has none. `officers` are names of officers of this
    deployment, `key` is an age public key of the service's own. The `central` service takes what no other
    does. `shown`: reporters are told that it has their case.
    """

    id: str
    name: Named
    city: Named
    contact: str = ""
    regions: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    key: str = ""
    central: bool = False
    shown: bool = False

    @property
    def everywhere(self) -> bool:
        """Whether it takes cases of no place of its own."""
        return not (self.regions or self.provinces)


@record
class Proposed:
    """The service for a case, and why: by its `kind`, and by its category too if `named`."""

    service: Service
    kind: Kind
    named: bool = False


def propose(services: Sequence[Service], category: str, place: str, province: str) -> Proposed | None:
    """The service for a case of this category and place; None where the settings name no service.

    A service that names the category comes before one that takes all; then one that names the province,
    before one that names the region; then the first of the file. `place` is as in `FileCase`.
    """
    fitting = [
        Proposed(one, kind, named=bool(one.categories))
        for one in services
        if (not one.categories or category in one.categories) and (kind := _fits(one, place, province))
    ]
    if fitting:
        return max(fitting, key=lambda one: (one.named, _NEARNESS[one.kind]))
    central = next((one for one in services if one.central), None)
    return Proposed(central, _why_central(place)) if central else None


def _fits(service: Service, place: str, province: str) -> Kind | None:
    if province and province in service.provinces:
        return "province"
    if place in service.regions:
        return "region"
    return "category" if service.everywhere and service.categories else None


_NEARNESS = {"province": 2, "region": 1, "category": 0}


def _why_central(place: str) -> Kind:
    if place == "abroad":
        return "abroad"
    return "unknown" if place in ("", "morocco") else "uncovered"


def of_id(services: Iterable[Service], wanted: str) -> Service | None:
    """The service of this id, or None: the settings may have changed since a case was handed over."""
    return next((one for one in services if one.id == wanted), None)


def of_officer(services: Iterable[Service], name: str) -> list[Service]:
    """The services to which the officer of this name belongs."""
    return [one for one in services if name in one.officers]


def province_name(code: str) -> Named | None:
    """The name of a province by its official code; None for no code."""
    town = gazetteer().provinces.get(code) if code else None
    return Named(town.french, town.arabic) if town else None
