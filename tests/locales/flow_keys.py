"""Every message key that the program may ask for: from the flows' tables, and from their source."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from flows.all_flows import FLOWS
from flows.channels import CHANNELS
from flows.core.conversation import Answer, Conversation
from flows.core.found import Cases, ListedCase, Listing, LookedUp, OfficerCase, OpenedCase, OwnCase
from flows.core.questions import Question
from flows.core.statuses import STATUSES
from flows.desk.officer import UNDELIVERED
from flows.dialogue.asides import ASIDES
from flows.dialogue.topics import TOPICS
from flows.indicators.marks import Kind
from flows.report import care, summary
from flows.report.categories import CATEGORIES, TABLE
from handlers.webchat.fallback import FALLBACK_KEYS
from handlers.webchat.static import TEXT_KEYS
from tests.locales.source_keys import from_source

SPELLED_OUT = {
    "advice-": CATEGORIES,
    "anonymity-": tuple(CHANNELS),
    "category-": CATEGORIES,
    "channel-": tuple(CHANNELS),
    "opening-": tuple(category.id for category in TABLE if category.opening),
    "receipt-": ("unknown", "limited"),
    "forget-": ("erased", "referred", "held"),
    "stays-": tuple(CHANNELS),
    "original-": tuple(CHANNELS),
    "status-": STATUSES,
    "topic-": TOPICS,
    "undelivered-": UNDELIVERED,
}
"""What may follow a prefix where a flow puts a key together."""

FROM_TABLES = {"ask-", "do-", "identity-", "label-", "language-", "region-"}
"""Prefixes whose keys follow from the tables themselves."""

OUTSIDE = {
    "receipt-picture",
    "bot-about",
    "bot-description",
    "whatsapp-choose",
    *(f"command-{name}" for name in ("start", "menu", "status", "help", "language", "hide", "cancel")),
    *("command-mydata", "command-forget"),
    *TEXT_KEYS,
    *FALLBACK_KEYS,
}
"""Said by the program around the flows."""

CARE = {"care-overdose"}
"""Lines of care that a reading of the text chooses."""

_ANSWERED = tuple(Answer(question.id, "") for question in summary.TABLE)
_STATES = (
    Conversation("telegram:1", flow="report", answers=_ANSWERED, signature="A", case="K7M29QXA"),
    Conversation("whatsapp:1"),
    Conversation("telegram:1", officer="1"),
)
"""Conversations that between them are offered everything."""

_OWN = OwnCase("K7M29QXA", "received", 0.0, addressed=True, mine=True)
_ROW = ListedCase("K7M29QXA", "fraud", False, 0.0)
_FOUND: dict[str, tuple[LookedUp, ...]] = {
    "which": (Cases((_OWN,)),),
    "mine": (Cases((_OWN,)), Cases((replace(_OWN, addressed=False, mine=False),))),
    "opened": (Listing((_ROW,), 30, 1, 3),),
    "action": tuple(
        OpenedCase(OfficerCase(_ROW, "received", "", "web", "", hold=on)) for on in (True, False)
    ),
}
"""Answers to the look-ups of these questions that between them offer everything."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A question's answers, as (id, message key)."""

    question: Question
    options: tuple[tuple[str, str], ...]


def questions() -> Iterator[Question]:
    for flow in FLOWS.values():
        yield from flow.questions
    yield from ASIDES.values()


def offers() -> tuple[Offer, ...]:
    """Every question with answers to tap."""
    found = (_offer(question) for question in questions())
    return tuple(offer for offer in found if offer.options)


def _offer(question: Question) -> Offer:
    ids = dict.fromkeys(option for state in _STATES for option in question.options(state))
    ids |= dict.fromkeys(
        option for found in _FOUND.get(question.id, ()) for option in question.offered(found)
    )
    return Offer(question, tuple((option, question.label(option)[0]) for option in ids))


def buttons() -> set[str]:
    """The keys of everything that is a button."""
    ways = {key for key in from_source().keys if key.startswith("do-")}
    return ways | {key for offer in offers() for _, key in offer.options}


def needed() -> set[str]:
    """Every key there must be, and no other."""
    keys = buttons() | from_source().keys | OUTSIDE | CARE
    keys |= {f"ask-{question.id}" for question in questions() if not (question.show or question.look)}
    keys |= {f"label-{question.id}" for question in summary.TABLE}
    keys |= {f"label-{kind}" for kind in ("note", "edit", *get_args(Kind))}
    keys |= {*care.URGENT.values(), *care.GENTLE.values()}
    return keys | {prefix + rest for prefix, rests in SPELLED_OUT.items() for rest in rests}
