"""Following a case: by chat or by receipt; adding to the case, withdrawing it."""

from flows.core.conversation import Conversation
from flows.core.effects import ChangeStatus, Code, Label, Line, LookUp, When
from flows.core.flow import Flow
from flows.core.found import Cases, Exchanged, OwnCase
from flows.core.questions import CaseChoice, Choice, Look, Prompt, Question
from flows.core.statuses import STATUS as STATUSES
from flows.core.step import Step, standing
from flows.deadlines import REPORTER
from flows.follow.feedback import ASK, HELPED
from flows.follow.traceless import ask_untie, follow
from flows.opinion import GiveFeedback


def case_lines(case: OwnCase) -> Prompt:
    """The reference, the status and the exchange with officers; never what the reporter said."""
    lines: list[Line | Code] = [
        Code(case.reference),
        Line("case-status", {"status": Label(f"status-{case.status}"), "date": When(case.updated)}),
        Line(f"meaning-{case.status}"),
    ]
    if case.service and case.city:
        lines.append(Line("case-service", {"service": case.service, "city": case.city}))
    lines += [*_waiting_lines(case), *map(_exchanged, case.exchange)]
    lines += [ASK] if case.asks else []
    return tuple(lines)


def _waiting_lines(case: OwnCase) -> tuple[Line, ...]:
    """Return the line on the deadline of a case: by when there is news, or that it takes longer."""
    if case.waits == REPORTER:
        return (Line("waits-you"),)
    if not case.waits:
        return ()
    return (Line("waits-longer"),) if case.late else (Line("waits-until", {"date": When(case.due)}),)


def _exchanged(one: Exchanged) -> Line:
    if one.note:
        return Line("case-note", {"date": When(one.time), "note": one.note})
    return Line("case-added", {"date": When(one.time)})


def all_case_lines(found: Cases) -> Prompt:
    """The lines of every case, one case after the other."""
    if not found.cases:
        return (Line("status-none"),)
    return tuple(line for case in found.cases for line in case_lines(case))


def _references(found: Cases) -> tuple[str, ...]:
    return tuple(case.reference for case in found.cases)


def _which_prompt(found: Cases) -> Prompt:
    return (Line("ask-which"),) if found.cases else (Line("status-none"),)


def _one(conversation: Conversation) -> LookUp:
    return LookUp("case", {"reference": conversation.answer("which") or ""})


def _actions(found: Cases) -> tuple[str, ...]:
    """The options for one case. News can be asked for where no chat gets any."""
    for case in found.cases:
        row = STATUSES[case.status]
        asked = tuple(HELPED) if case.asks else ()
        going_on = (*(("add",) if row.addressed else ()), *(("withdraw",) if row.queued else ()))
        unfollowed = ("follow",) if going_on and not case.addressed else ()
        return (*asked, *going_on, *(("traceless",) if case.mine else unfollowed))
    return ()


def _answered(step: Step, question: Question, value: str) -> None:
    if question.id != "mine":
        return
    reference = step.conversation.answer("which") or ""
    if value in HELPED:
        step.effects.append(GiveFeedback(reference, HELPED[value]))
        step.begin("feedback", case=reference)
    elif value == "add":
        step.begin("add", case=reference)
    elif value == "follow":
        follow(step, reference)
    elif value == "traceless":
        ask_untie(step)
    else:
        step.aside = "withdraw"


def withdraw(step: Step) -> None:
    """Close the case as withdrawn by its reporter."""
    reference = step.conversation.answer("which") or ""
    step.effects.append(ChangeStatus(reference, "withdrawn"))
    step.rest()
    step.change(case="")
    step.line("withdrawn")
    step.say(Code(reference), options=(standing("new"),))


STATUS = Flow(
    "status",
    (
        CaseChoice(
            "which",
            listed=lambda c: c.offered,
            look=Look(query=lambda _: LookUp("cases"), show=_which_prompt, offer=_references),
        ),
        Choice(
            "mine",
            volatile=True,
            aliases={"yes": "helped", "no": "unhelped"},
            exact=frozenset({"withdraw", "traceless", "follow"}),
            listed=lambda c: c.offered,
            look=Look(query=_one, show=all_case_lines, offer=_actions),
        ),
    ),
    answered=_answered,
    done=Step.rest,
    linear=True,
)
