"""Every message key that the program may ask for: from the flows' tables, and from their source."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from bot.digests.links import PLACES
from flows.all_flows import FLOWS
from flows.answers.banks import BANKS
from flows.channels import CHANNELS
from flows.check.signs import SIGNS
from flows.core.campaigns import CampaignListing, ListedCampaign, OfficerCampaign, OpenedCampaign
from flows.core.conversation import Answer, Conversation
from flows.core.found import Cases, ListedCase, Listing, LookedUp, OfficerCase, OpenedCase, OwnCase
from flows.core.questions import Question
from flows.core.statuses import GIVEN, STATUSES
from flows.desk.case import UNDELIVERED, WINDOWS
from flows.dialogue.asides import ASIDES
from flows.dialogue.topics import TOPICS
from flows.indicators.marks import Kind
from flows.indicators.traces import NEAR
from flows.lexicon.check_words import FAMILIES
from flows.money.told import FACTS
from flows.offered import OfferedService, OfferedServices
from flows.places.services import Kind as Reason
from flows.report import care, summary
from flows.report.categories import CATEGORIES, TABLE
from flows.report.found import CONTEST
from flows.roads.links import text_key
from flows.said import Named
from handlers.webchat.fallback import FALLBACK_KEYS
from handlers.webchat.static import TEXT_KEYS
from storage.campaigns.meeting import BORROWED, STRONG
from tests.locales.source_keys import from_source

SPELLED_OUT = {
    "advice-": CATEGORIES,
    "bank-": tuple(BANKS),
    "when-": ("now", "today", "yesterday"),
    "anonymity-": tuple(CHANNELS),
    "category-": CATEGORIES,
    "channel-": tuple(CHANNELS),
    "opening-": tuple(category.id for category in TABLE if category.opening),
    "receipt-": ("unknown", "limited"),
    "signs-": CATEGORIES,
    "forget-": ("erased", "referred", "held"),
    "scam-": tuple(FAMILIES),
    "sign-": SIGNS,
    "stays-": tuple(CHANNELS),
    "original-": tuple(CHANNELS),
    "kind-": (*sorted(STRONG), BORROWED, NEAR, "officer"),
    "meaning-": STATUSES,
    "status-": STATUSES,
    "topic-": TOPICS,
    "undelivered-": UNDELIVERED,
    "why-": get_args(Reason),
    "window-": WINDOWS,
}
"""What may follow a prefix where a flow puts a key together."""

FROM_TABLES = {"ask-", "do-", "identity-", "label-", "language-", "region-"}
"""Prefixes whose keys follow from the tables themselves."""

OUTSIDE = {
    "receipt-picture",
    "abroad-numbers",
    "bot-about",
    "bot-description",
    "whatsapp-choose",
    *(f"command-{name}" for name in ("start", "menu", "status", "help", "language", "hide", "cancel")),
    *("command-mydata", "command-forget"),
    *("missed", "missed-stopped", "missed-announced"),
    *("digest-open-desk", *(f"digest-row-{name}" for name in PLACES)),
    *("mail-subject-daily", "mail-subject-weekly", "mail-since", "mail-moved", "mail-growing"),
    *("mail-days", "mail-weeks", "mail-trend-alt", "mail-about", "mail-change"),
    *TEXT_KEYS,
    *FALLBACK_KEYS,
}
"""Said by the program around the flows."""

CARE = {"care-overdose", *(f"{key}-abroad" for key in care.PLACED)}
"""Lines of care that a reading of the text chooses."""

_ANSWERED = tuple(Answer(question.id, "") for question in summary.TABLE)
_STATES = (
    Conversation("telegram:1", flow="report", answers=_ANSWERED, signature="A", case="K7M29QXA"),
    Conversation("whatsapp:1"),
    Conversation(
        "whatsapp:1",
        answers=(
            Answer("story", "je m'appelle Salma, il appelle du 0687654321, du 0611223344 et du 0655667788"),
        ),
    ),
    Conversation("whatsapp:1", answers=(Answer("story", "mon numéro est 0612345678"),)),
    Conversation("telegram:1", officer="1", steps=GIVEN),
    Conversation("telegram:1", answers=(Answer("region", "fes"),), towns=("03.561.03.01",)),
    Conversation("whatsapp:1", answers=(Answer("story", "j'ai payé 500 dh"),)),
)
"""Conversations that between them are offered everything."""

_OWN = OwnCase("K7M29QXA", "received", 0.0, addressed=True, mine=True, asks=True)
_ROW = ListedCase("K7M29QXA", "fraud", False, 0.0)
_GATHERED = ListedCampaign("CKM2X7", "", 1, 2)
_FOUND: dict[str, tuple[LookedUp, ...]] = {
    "which": (Cases((_OWN,)),),
    "mine": (Cases((_OWN,)), Cases((replace(_OWN, addressed=False, mine=False),))),
    "opened": (Listing((_ROW,), 30, 1, 3),),
    "action": tuple(
        OpenedCase(case)
        for case in (
            OfficerCase(_ROW, "received", "", "web", "", hold=True, contests="contested", steps=GIVEN),
            OfficerCase(_ROW, "received", "", "web", "", contests="cleared", campaign="CKM2X7"),
        )
    ),
    "service": (OfferedServices((OfferedService("fes", Named("A", "ا"), Named("B", "ب")),)),),
    "campaign": (CampaignListing((_GATHERED,), 30, 1, 3),),
    "campaign_action": (OpenedCampaign(OfficerCampaign(_GATHERED, 1, 0, 0.0, 0.0, steps=GIVEN)),),
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
    ids = {
        option: label[0]
        for state in _STATES
        for option, label in zip(
            question.options(state), question.labels(state, question.options(state)), strict=True
        )
    }
    ids |= {
        option: (
            question.look.label(found, option)
            if question.look and question.look.label
            else question.label(option)
        )[0]
        for found in _FOUND.get(question.id, ())
        for option in question.offered(found)
    }
    return Offer(question, tuple(ids.items()))


def buttons() -> set[str]:
    """The keys of everything that is a button."""
    ways = {key for key in from_source().keys if key.startswith("do-")}
    return ways | {key for offer in offers() for _, key in offer.options}


def needed() -> set[str]:
    """Every key there must be, and no other."""
    keys = buttons() | from_source().keys | OUTSIDE | CARE
    keys |= {f"ask-{question.id}" for question in questions() if not (question.show or question.look)}
    keys |= {f"label-{question.id}" for question in summary.TABLE}
    keys |= {
        f"label-{kind}"
        for kind in ("note", "edit", "code", "read", "feedback_words", CONTEST, *get_args(Kind))
    }
    keys |= {f"ask-{fact}" for fact in FACTS} | set(map(text_key, CATEGORIES))
    keys |= {*care.URGENT.values(), *care.GENTLE.values()}
    return keys | {prefix + rest for prefix, rests in SPELLED_OUT.items() for rest in rests}
