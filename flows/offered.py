"""The services that an officer is offered for a case."""

from flows.record import record
from flows.said import Named


@record
class OfferedService:
    """A service to which a case can be handed over."""

    id: str
    name: Named
    city: Named
    contact: str = ""


@record
class OfferedServices:
    """The services, the proposed one first, and why: `Proposed.kind`, with its place and its category.

    `sealed`: the service's officers get their keys to the case at the desk.
    """

    services: tuple[OfferedService, ...] = ()
    why: str = ""
    place: Named | str = ""
    category: str = ""
    sealed: bool = False
