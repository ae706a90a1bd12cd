"""Referring a case in a chat: the service that is proposed, why, and the others."""

from flows.core.conversation import Conversation
from flows.core.effects import Args, Label, Line, LookUp, Value
from flows.core.questions import Choice, Look, Prompt
from flows.offered import OfferedServices
from flows.said import Named

LATER = "later"
"""The answer of somebody who names no service here, and the only one where the settings have none."""


def refers(conversation: Conversation) -> bool:
    """Whether one case is being referred."""
    one = conversation.answer("action") == "status"
    return one and conversation.answer("set_status") == "referred"


def service(conversation: Conversation) -> str:
    """The id of the service that was chosen, or empty."""
    chosen = conversation.answer("service") or ""
    return "" if chosen == LATER or not refers(conversation) else chosen


def _query(conversation: Conversation) -> LookUp:
    return LookUp("services", {"reference": conversation.answer("opened") or ""})


def _show(found: OfferedServices) -> Prompt:
    first, *_ = found.services or (None,)
    if first is None:
        return (Line("ask-service"),)
    lines = [Line("service-proposed", {"service": first.name, "city": first.city}), _why(found)]
    if first.contact:
        lines.append(Line("service-contact", {"value": first.contact}))
    if found.sealed:
        lines.append(Line("service-at-desk"))
    return (*lines, Line("ask-service"))


def _why(found: OfferedServices) -> Line:
    place: Value = Label(f"region-{found.place}") if isinstance(found.place, str) else found.place
    args: Args = {"place": place} if found.why in {"province", "region", "uncovered"} else {}
    if found.why == "category":
        args = {"category": Label(f"category-{found.category}")}
    return Line(f"why-{found.why}", args)


def _offer(found: OfferedServices) -> tuple[str, ...]:
    return (*(one.id for one in found.services), LATER)


def _label(found: OfferedServices, option: str) -> tuple[str, Args]:
    named = next((one for one in found.services if one.id == option), None)
    if named is None:
        return "service-later", {}
    name, city = named.name, named.city
    both = Named(f"{name.latin}, {city.latin}", f"{name.arabic}، {city.arabic}")
    return "service-option", {"service": both}


SERVICE = Choice(
    "service",
    ask_if=refers,
    listed=lambda conversation: conversation.offered,
    taken_alone=True,
    look=Look(query=_query, show=_show, offer=_offer, label=_label),
)
