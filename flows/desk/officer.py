"""The officer's desk in a chat: lists of cases, one case, its status and hold, the digest."""

from collections.abc import Callable

from flows.core.conversation import Conversation
from flows.core.effects import ChangeStatus, Code, HoldCase, Label, Line, LookUp, When
from flows.core.flow import Flow
from flows.core.found import ListedCase, Listing, OfficerCase, OpenedCase
from flows.core.questions import CaseChoice, Choice, Look, Prompt, Question, Text
from flows.core.statuses import STATUSES
from flows.core.step import Step
from flows.desk import digest
from flows.indicators.defang import still
from flows.report.report import begin_guided
from flows.report.summary import lines as answer_lines

UNDELIVERED = ("window", "stopped", "ceiling", "gone", "other")
"""The reasons, as officers read them, why a notice did not reach the reporter."""

PAGE = "page"
"""The answer that holds the page of the list on show."""
NEXT, FIRST = PAGES = ("next", "first")

TO_SET = tuple(status for status in STATUSES if status not in {"received", "withdrawn"})


def _list_prompt(found: Listing) -> Prompt:
    if not found.cases:
        return (Line("desk-none"),)
    said = (Line("ask-opened", {"count": found.count}), *map(_row, found.cases))
    if found.pages == 1:
        return said
    return (*said, Line("opened-page", {"page": found.page + 1, "pages": found.pages}))


def _row(case: ListedCase) -> Line:
    key = "case-row-urgent" if case.urgent else "case-row"
    return Line(
        key,
        {
            "reference": case.reference,
            "category": Label(f"category-{case.category}"),
            "date": When(case.created),
            "unreachable": 0 if case.reachable else 1,
        },
    )


def _references(found: Listing) -> tuple[str, ...]:
    """The cases of the page, and the ways to the next page and to the first."""
    later = (NEXT,) if found.page + 1 < found.pages else ()
    earlier = (FIRST,) if found.page else ()
    return (*(case.reference for case in found.cases), *later, *earlier)


def case_lines(found: OpenedCase) -> Prompt:
    """The case as an officer sees it; the reporter is named by the pseudonym only."""
    case = found.case
    if case is None:
        return (Line("desk-none"),)
    lines: list[Line | Code] = [Code(case.row.reference)]
    if case.row.urgent:
        lines.append(Line("case-urgent"))
    lines += [_head(case), *_reach(case)]
    if case.place:
        kind = "where" if case.place in {"morocco", "abroad"} else "region"
        lines.append(Line("case-place", {"place": Label(f"{kind}-{case.place}")}))
    if case.sealed:
        lines.append(Line("case-sealed"))
    said = ((question, still(value)) for question, value in case.answers if question != "category")
    lines += answer_lines(said)
    lines.append(Line("case-evidence", {"count": case.evidence, "failed": case.failed}))
    if case.undelivered and case.row.reachable:
        lines.append(Line("case-undelivered", {"reason": Label(f"undelivered-{case.undelivered}")}))
    return (*lines, *_fate(case))


def _head(case: OfficerCase) -> Line:
    return Line(
        "case-head",
        {
            "category": Label(f"category-{case.row.category}"),
            "status": Label(f"status-{case.status}"),
            "date": When(case.row.created),
            "pseudonym": case.pseudonym,
            "channel": Label(f"channel-{case.channel}"),
        },
    )


def _reach(case: OfficerCase) -> tuple[Line, ...]:
    """Says that the reporter cannot be reached, or how many notices did not arrive."""
    if not case.row.reachable:
        return (Line("case-unreachable"),)
    return (Line("case-missed", {"count": case.missed}),) if case.missed else ()


def _fate(case: OfficerCase) -> Prompt:
    """Says whether the reporter gets news without asking, and how long the case is kept."""
    silent = () if case.addressed else (Line("case-unaddressed"),)
    if case.hold:
        return (*silent, Line("case-hold"))
    if case.until:
        return (*silent, Line("case-until", {"date": When(case.until)}))
    return (*silent, Line("case-kept"))


def _actions(found: OpenedCase) -> tuple[str, ...]:
    if found.case is None:
        return ("desk",)
    return ("status", "ask", "desk", "release" if found.case.hold else "hold")


def _listing(conversation: Conversation) -> LookUp:
    page = conversation.answer(PAGE) or "0"
    return LookUp("listing", {"which": conversation.answer("desk") or "new", "page": page})


def _opened(conversation: Conversation) -> LookUp:
    return LookUp("officer-case", {"reference": conversation.answer("opened") or ""})


def _wants_case(conversation: Conversation) -> bool:
    return conversation.answer("desk") in {"new", "open"}


def _chose(action: str) -> Callable[[Conversation], bool]:
    return lambda conversation: conversation.answer("action") == action


def _answered(step: Step, question: Question, value: str) -> None:
    if question.id == "desk" and value == "report":
        begin_guided(step)
    elif question.id == "opened" and value in PAGES:
        _turn(step, value)
    elif question.id == "action" and value == "desk":
        begin_desk(step)
    elif question.id == "action" and value in {"hold", "release"}:
        _hold(step, on=value == "hold")


def _turn(step: Step, value: str) -> None:
    """Show the next page of the list, or the first."""
    page = int(step.conversation.answer(PAGE) or 0) + 1 if value == NEXT else 0
    step.rewind("opened")
    step.rewind(PAGE)
    if page:
        step.give(PAGE, str(page))


def _hold(step: Step, *, on: bool) -> None:
    """Put on or lift the legal hold at once, and show the case again."""
    conversation = step.conversation
    step.effects.append(HoldCase(conversation.answer("opened") or "", on, conversation.officer))
    step.rewind("action")


def begin_desk(step: Step) -> None:
    """Go to the desk. The run keeps its number, so that the buttons of earlier lists stay valid."""
    step.begin("officer", run=step.conversation.run)


def open_case(step: Step, reference: str) -> None:
    """Open one case at once, from an alert or by its typed reference."""
    begin_desk(step)
    step.give("desk", "open")
    step.give("opened", reference)


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
        )
    )
    if conversation.answer("action") == "ask":
        step.line("question-sent")
    else:
        step.line("status-set", status=Label(f"status-{conversation.answer('set_status')}"))
    begin_desk(step)


OFFICER = Flow(
    "officer",
    (
        Choice("desk", fixed=("new", "open", "digest", "report")),
        Question(
            "digest",
            ask_if=lambda c: c.answer("desk") == "digest",
            look=Look(query=lambda _: LookUp("digest"), show=digest.lines),
        ),
        CaseChoice(
            "opened",
            others=PAGES,
            ask_if=_wants_case,
            listed=lambda c: c.offered,
            look=Look(query=_listing, show=_list_prompt, offer=_references),
        ),
        Choice(
            "action",
            exact=frozenset({"hold", "release"}),
            listed=lambda c: c.offered,
            look=Look(query=_opened, show=case_lines, offer=_actions),
        ),
        Text("officer_question", ask_if=_chose("ask"), max_chars=500),
        Choice("set_status", ask_if=_chose("status"), fixed=TO_SET, names="status"),
        Text("officer_note", ask_if=_chose("status"), optional=True, max_chars=500),
    ),
    answered=_answered,
    done=_done,
    linear=True,
)
