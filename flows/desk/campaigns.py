"""Campaigns at the desk: the list, one campaign, and what an officer does with it."""

import hashlib

from flows.core import receipts
from flows.core.campaigns import CampaignListing, ListedCampaign, OfficerCampaign, OpenedCampaign, shown
from flows.core.conversation import Conversation
from flows.core.effects import ChangeCampaign, Code, Label, Line, LookUp, When
from flows.core.questions import YES_NO, CaseChoice, Choice, Look, Names, Prompt, Question, Rejected, Text
from flows.core.step import Step
from flows.record import record

PAGES = NEXT, FIRST = ("next", "first")
PAGE = "page"
"""The answer that holds the page of the list on show."""


def _list_prompt(found: CampaignListing) -> Prompt:
    if not found.campaigns:
        return (Line("desk-none"),)
    rows = [_row(one) for one in found.campaigns]
    said = (Line("ask-campaign", {"count": found.count}), *rows)
    if found.pages == 1:
        return said
    return (*said, Line("opened-page", {"page": found.page + 1, "pages": found.pages}))


def _row(one: ListedCampaign) -> Line:
    return Line("campaign-row", {"campaign": shown(one.code, one.name), "cases": one.cases, "more": one.more})


def _codes(found: CampaignListing) -> tuple[str, ...]:
    later = (NEXT,) if found.page + 1 < found.pages else ()
    earlier = (FIRST,) if found.page else ()
    return (*(one.code for one in found.campaigns), *later, *earlier)


def _campaign_lines(found: OpenedCampaign) -> Prompt:
    one = found.campaign
    if one is None:
        return (Line("desk-none"),)
    lines: list[Line | Code] = [Code(one.row.code)]
    if one.urgent:
        lines.append(Line("case-urgent"))
    if one.row.name:
        lines.append(Line("campaign-name", {"campaign": one.row.name}))
    lines += [
        Line("campaign-counts", {"cases": one.row.cases, "count": one.chats, "traceless": one.traceless}),
        Line("campaign-first", {"date": When(one.first)}),
        Line("campaign-last", {"date": When(one.last)}),
        *_facts(one),
    ]
    if one.status:
        status = Label(f"status-{one.status}")
        lines.append(
            Line(
                "campaign-decision",
                {"status": status, "date": When(one.decided), "name": one.officer, "count": one.waiting},
            )
        )
    return tuple(lines)


def _facts(one: OfficerCampaign) -> tuple[Line, ...]:
    """A line for each kind of indicator, category, region and channel, with its number of cases."""
    kinds = [(Label(f"kind-{kind}"), count) for kind, count in one.kinds.items()]
    categories = [(Label(f"category-{name}"), count) for name, count in one.categories.items()]
    places = [(Label(f"{_prefix(place)}-{place}"), count) for place, count in one.places.items()]
    channels = [(Label(f"channel-{name}"), count) for name, count in one.channels.items()]
    every = (*kinds, *categories, *places, *channels)
    return tuple([Line("campaign-fact", {"label": label, "count": count}) for label, count in every])


def _prefix(place: str) -> str:
    return "where" if place in {"morocco", "abroad"} else "region"


def _actions(found: OpenedCampaign) -> tuple[str, ...]:
    if found.campaign is None:
        return ("desk",)
    decide = ("decide",) if found.campaign.steps else ()
    return (*decide, "cases", "rename", "join", "dismiss", "desk")


def _sure_lines(found: OpenedCampaign) -> Prompt:
    """Tell all that an act on the whole campaign does, before it is done."""
    one = found.campaign
    if one is None:
        return (Line("campaign-not-there"),)
    lines: list[Line | Code] = [Code(one.row.code)]
    if not found.status:
        if one.waiting:
            lines.append(Line("campaign-drops", {"count": one.waiting}))
        return (*lines, Line("ask-campaign_dismiss", {"cases": one.row.cases}))
    if one.waiting:
        lines.append(Line("campaign-replaces", {"name": one.officer, "count": one.waiting}))
    status = Label(f"status-{found.status}")
    reach = Line("ask-campaign_decide", {"status": status, "cases": one.reach, "count": one.told})
    left = one.row.cases - one.reach
    return (*lines, *([Line("campaign-left", {"count": left})] if left else []), reach)


def _sure_ways(found: OpenedCampaign) -> tuple[str, ...]:
    return YES_NO if found.campaign and (found.campaign.reach or not found.status) else ()


def chose(conversation: Conversation, action: str) -> bool:
    """Whether the officer does this with the campaign that is open."""
    return conversation.answer("campaign_action") == action


@record
class JoinedText(Text):
    """A case's reference or a campaign's code, and no more."""

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        found = receipts.read_reference(text) or receipts.read_campaign(text)
        if not found:
            raise Rejected("join-expected")
        return found


QUESTIONS: tuple[Question, ...] = (
    CaseChoice(
        "campaign",
        names="opened",
        others=PAGES,
        ask_if=lambda c: c.answer("desk") == "campaigns",
        listed=lambda c: c.offered,
        look=Look(
            query=lambda c: LookUp("campaigns", {"page": c.answer(PAGE) or "0"}),
            show=_list_prompt,
            offer=_codes,
        ),
    ),
    Choice(
        "campaign_action",
        names="action",
        ask_if=lambda c: bool(c.answer("campaign")),
        exact=frozenset({"dismiss"}),
        listed=lambda c: c.offered,
        look=Look(
            query=lambda c: LookUp("campaign", {"code": c.answer("campaign") or ""}),
            show=_campaign_lines,
            offer=_actions,
        ),
    ),
    Text("campaign_name", ask_if=lambda c: chose(c, "rename"), max_chars=60),
    JoinedText("campaign_join", ask_if=lambda c: chose(c, "join")),
)
"""The questions of the desk that are about campaigns."""


def _sure_of(conversation: Conversation) -> str:
    """Name what the question shows, so that a button of an earlier one confirms no other act."""
    asked = ("campaign", "campaign_action", "set_status", "officer_note")
    facts = [conversation.answer(question) for question in asked]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:12]


SURE = Choice(
    "campaign_sure",
    names="answer",
    shown=_sure_of,
    ask_if=lambda c: chose(c, "decide") or chose(c, "dismiss"),
    exact=frozenset({"yes"}),
    listed=lambda c: c.offered,
    look=Look(
        query=lambda c: LookUp(
            "campaign", {"code": c.answer("campaign") or "", "status": c.answer("set_status") or ""}
        ),
        show=_sure_lines,
        offer=_sure_ways,
    ),
)
"""Asks before an act that changes all cases of a campaign, once everything else is answered."""


def act(step: Step, question: str, value: str) -> None:
    """Ask for what the officer answered, and show the campaign again, or the list where it is gone."""
    code, officer = step.conversation.answer("campaign") or "", step.conversation.officer
    if question == "campaign_name":
        step.effects.append(ChangeCampaign("name", officer, code, value))
    else:
        step.effects.append(ChangeCampaign("join", officer, code, value))
    step.rewind("campaign_action")


def dismiss(step: Step) -> None:
    """Say that the campaign is none, and show the list."""
    conversation = step.conversation
    code = conversation.answer("campaign") or ""
    step.effects.append(ChangeCampaign("dismiss", conversation.officer, code, seen=conversation.seen))
    step.rewind("campaign")


def decide(step: Step) -> None:
    """Decide on all cases of the campaign: each reporter hears of it once."""
    conversation = step.conversation
    status, note = conversation.answer("set_status") or "", conversation.answer("officer_note") or ""
    code = conversation.answer("campaign") or ""
    change = ChangeCampaign("decide", conversation.officer, code, note, status, conversation.seen)
    step.effects.append(change)


def split(step: Step) -> None:
    """Take the case that is open out of its campaign, and show the case again."""
    conversation = step.conversation
    reference = conversation.answer("opened") or ""
    step.effects.append(ChangeCampaign("split", conversation.officer, text=reference))
    step.rewind("action")
