"""The officer's desk in a chat: lists of cases, one case, its status and hold, the digest."""

from collections.abc import Callable

from flows.core.conversation import Conversation
from flows.core.effects import Args, ChangeStatus, ClearCase, HoldCase, Label, Line, LookUp, TakeCase, When
from flows.core.flow import Flow
from flows.core.found import ListedCase, Listing, OpenedCase
from flows.core.questions import CaseChoice, Choice, Look, Prompt, Question, Text
from flows.core.receipts import read_campaign, read_reference
from flows.core.statuses import STATUS
from flows.core.step import Step
from flows.desk import campaigns, digest
from flows.desk.campaigns import FIRST, NEXT, PAGE, PAGES, chose
from flows.desk.case import case_lines, window_lines
from flows.desk.referring import SERVICE, service
from flows.record import record
from flows.report.report import begin_guided
from flows.waiting.duty import BEGIN, DUTY, hears_duty, set_duty

CASES_PAGE = "cases_page"
_LISTS = {"opened": CASES_PAGE, "campaign": PAGE}
"""For each list, the answer that holds its page on show."""


def _list_prompt(found: Listing) -> Prompt:
    if not found.cases:
        return (Line("desk-none"),)
    said = (Line("ask-opened", {"count": found.count}), *map(_row, found.cases))
    if found.pages == 1:
        return said
    return (*said, Line("opened-page", {"page": found.page + 1, "pages": found.pages}))


def _row(case: ListedCase) -> Line:
    args: Args = {
        "reference": case.reference,
        "category": Label(f"category-{case.category}"),
        "date": When(case.created),
        "unreachable": 0 if case.reachable else 1,
    }
    if case.money is not None:
        hurried: Args = {**args, "hours": case.money}
        return Line("case-row-money", hurried)
    return Line("case-row-urgent" if case.urgent else "case-row", args)


def _references(found: Listing) -> tuple[str, ...]:
    """The cases of the page, and the ways to the next page and to the first."""
    later = (NEXT,) if found.page + 1 < found.pages else ()
    earlier = (FIRST,) if found.page else ()
    return (*(case.reference for case in found.cases), *later, *earlier)


def _actions(found: OpenedCase) -> tuple[str, ...]:
    if found.case is None:
        return ("desk",)
    contests = _CONTESTS.get(found.case.contests, ())
    both = tuple(code for code in (found.case.campaign, found.case.beside) if code)
    gathered = (*both, "split") if found.case.campaign else both
    take = () if found.case.assigned else ("take",)
    held = "release" if found.case.hold else "hold"
    asks = ("ask",) if STATUS[found.case.status].addressed else ()
    work = (*(("status",) if found.case.steps else ()), *asks)
    return (*take, *work, "desk", held, *gathered, *contests)


_CONTESTS = {"contested": ("clear",), "cleared": ("unclear",)}


def _listing(conversation: Conversation) -> LookUp:
    page = conversation.answer(CASES_PAGE) or "0"
    which = conversation.answer("campaign") or conversation.answer("desk") or "new"
    return LookUp("listing", {"which": which, "page": page})


def _opened(conversation: Conversation) -> LookUp:
    return LookUp("officer-case", {"reference": conversation.answer("opened") or ""})


def _wants_case(conversation: Conversation) -> bool:
    return conversation.answer("desk") in {"new", "open"} or chose(conversation, "cases")


def _chose(action: str) -> Callable[[Conversation], bool]:
    return lambda conversation: conversation.answer("action") == action


def _sets_status(conversation: Conversation) -> bool:
    return conversation.answer("action") == "status" or chose(conversation, "decide")


def _answered(step: Step, question: Question, value: str) -> None:
    if question.id == "desk" and value == "report":
        begin_guided(step)
    elif question.id == DUTY.id:
        set_duty(step, present=value == BEGIN)
        begin_desk(step)
    elif question.id in _LISTS and value in PAGES:
        _turn(step, question.id, value)
    elif question.id in {"action", "campaign_action"} and value == "desk":
        begin_desk(step)
    elif question.id == "action" and read_campaign(value):
        open_campaign(step, value)
    elif question.id == "action" and value == "split":
        campaigns.split(step)
    elif question.id in {"campaign_name", "campaign_join"}:
        campaigns.act(step, question.id, value)
    elif question.id == "action" and value == "take":
        step.effects.append(TakeCase(step.conversation.answer("opened") or "", step.conversation.officer))
        begin_desk(step)
    elif question.id == campaigns.SURE.id:
        _sure(step, value)
    elif question.id == "action" and value in {"hold", "release"}:
        _hold(step, on=value == "hold")
    elif question.id == "action" and value in {"clear", "unclear"}:
        _clear(step, on=value == "clear")


def _sure(step: Step, value: str) -> None:
    """Do what the officer confirmed for the whole campaign; else show the campaign again."""
    if value == "no":
        step.rewind("campaign_action")
    elif chose(step.conversation, "dismiss"):
        campaigns.dismiss(step)
    else:
        campaigns.decide(step)
        begin_desk(step)


def _turn(step: Step, question: str, value: str) -> None:
    """Show the next page of the list, or the first."""
    kept = _LISTS[question]
    page = int(step.conversation.answer(kept) or 0) + 1 if value == NEXT else 0
    step.rewind(question)
    step.rewind(kept)
    if page:
        step.give(kept, str(page))


def _hold(step: Step, *, on: bool) -> None:
    """Put on or lift the legal hold at once, and show the case again."""
    conversation = step.conversation
    step.effects.append(HoldCase(conversation.answer("opened") or "", on, conversation.officer))
    step.rewind("action")


def _clear(step: Step, *, on: bool) -> None:
    """Clear what the case contests, or take that back, and show the case again."""
    conversation = step.conversation
    step.effects.append(ClearCase(conversation.answer("opened") or "", on, conversation.officer))
    step.line("case-cleared" if on else "case-uncleared")
    step.rewind("action")


def begin_desk(step: Step) -> None:
    """Go to the desk. The run keeps its number, so that the buttons of earlier lists stay valid."""
    step.begin("officer", run=step.conversation.run)


def open_named(step: Step, name: str) -> None:
    """Open a case by its reference, or a campaign by its code: from an alert, or as it was typed."""
    if read_campaign(name):
        open_campaign(step, name)
    else:
        open_case(step, name)


def take_named(step: Step, reference: str) -> None:
    """Take a case from its alert; the answer tells who has it, and opens it."""
    step.effects.append(TakeCase(reference, step.conversation.officer))
    step.silent = True


def open_case(step: Step, reference: str) -> None:
    """Open one case at once."""
    begin_desk(step)
    step.give("desk", "open")
    step.give("opened", reference)


def open_campaign(step: Step, code: str) -> None:
    """Open a campaign at once."""
    begin_desk(step)
    step.give("desk", "campaigns")
    step.give("campaign", code)


def hear_officer(step: Step, text: str) -> bool:
    """Open the case or campaign that an officer named by reference or code alone, or hear of the duty."""
    if step.conversation.flow == "officer" and hears_duty(step, text):
        begin_desk(step)
        return True
    if named := read_reference(text) or read_campaign(text):
        open_named(step, named)
    return bool(named)


def keeps_nothing(step: Step) -> bool:
    """Decline to begin a report in an officer's chat, where only the desk's own button begins one."""
    conversation = step.conversation
    if not conversation.officer or conversation.flow in {"report", "enrich", "add"}:
        return False
    step.line("desk-not-here")
    if step.flow is None:
        begin_desk(step)
    return True


def _done(step: Step) -> None:
    conversation = step.conversation
    words = conversation.answer("officer_question") or conversation.answer("officer_note") or ""
    step.effects.append(
        ChangeStatus(
            conversation.answer("opened") or "",
            conversation.answer("set_status") or "",
            words,
            conversation.officer,
            conversation.seen,
            service(conversation),
        )
    )
    if conversation.answer("action") == "ask":
        step.line("question-sent")
    else:
        step.line("status-set", status=Label(f"status-{conversation.answer('set_status')}"))
    step.lines += window_lines(conversation.window) or (Line("will-be-told"),)
    begin_desk(step)


@record
class ActionChoice(Choice):
    """The ways on from a case. The code of its campaign is one of them, and opens the campaign."""

    def label(self, option: str) -> tuple[str, Args]:
        if read_campaign(option):
            return "case-option", {"reference": option}
        return Choice.label(self, option)


OFFICER = Flow(
    "officer",
    (
        Choice("desk", fixed=("new", "open", "campaigns", "digest", "duty", "report")),
        DUTY,
        Question(
            "digest",
            ask_if=lambda c: c.answer("desk") == "digest",
            look=Look(query=lambda _: LookUp("digest"), show=digest.lines),
        ),
        *campaigns.QUESTIONS,
        CaseChoice(
            "opened",
            others=PAGES,
            ask_if=_wants_case,
            listed=lambda c: c.offered,
            look=Look(query=_listing, show=_list_prompt, offer=_references),
        ),
        ActionChoice(
            "action",
            ask_if=lambda c: not c.answer("campaign") or chose(c, "cases"),
            exact=frozenset({"hold", "release", "clear", "unclear", "split"}),
            listed=lambda c: c.offered,
            look=Look(query=_opened, show=case_lines, offer=_actions),
        ),
        Text(
            "officer_question",
            ask_if=_chose("ask"),
            max_chars=500,
            show=lambda c: (*window_lines(c.window), Line("ask-officer_question")),
        ),
        Choice(
            "set_status",
            ask_if=_sets_status,
            names="status",
            listed=lambda c: c.steps,
        ),
        SERVICE,
        Text(
            "officer_note",
            ask_if=_sets_status,
            optional=True,
            max_chars=500,
            show=lambda c: (*window_lines(c.window), Line("ask-officer_note")),
        ),
        campaigns.SURE,
    ),
    answered=_answered,
    done=_done,
    linear=True,
)
