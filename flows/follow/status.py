"""Following up: my cases by chat, or any case by its receipt; adding to one, withdrawing it."""

from collections.abc import Mapping, Sequence
from typing import cast

from flows.core.conversation import Conversation
from flows.core.effects import ChangeStatus, Code, Label, Line, LookUp, When
from flows.core.questions import CaseChoice, Choice, Data, Prompt, Question
from flows.core.statuses import CLOSED
from flows.core.step import Flow, Step, standing
from flows.follow.traceless import ask_untie, follow

Rows = Sequence[Mapping[str, object]]


def rows(found: Data) -> Rows:
    """The cases in a look-up's answer."""
    return cast("Rows", found.get("cases", ()))


def references(found: Data) -> tuple[str, ...]:
    """The references to choose from."""
    return tuple(str(case["reference"]) for case in rows(found))


def case_lines(case: Mapping[str, object]) -> Prompt:
    """A case as its reporter sees it: never what was said, only where it stands."""
    lines: list[Line | Code] = [
        Code(str(case["reference"])),
        Line(
            "case-status",
            {"status": Label(f"status-{case['status']}"), "date": When(cast("float", case["updated"]))},
        ),
    ]
    if note := case.get("note"):
        lines.append(Line("case-note", {"note": str(note)}))
    return tuple(lines)


def all_case_lines(_: Conversation, found: Data) -> Prompt:
    """Every case found, one after the other."""
    if not rows(found):
        return (Line("status-none"),)
    return tuple(line for case in rows(found) for line in case_lines(case))


def _which_prompt(_: Conversation, found: Data) -> Prompt:
    return (Line("ask-which"),) if rows(found) else (Line("status-none"),)


def _one(conversation: Conversation) -> LookUp:
    return LookUp("case", {"reference": conversation.answer("which") or ""})


def _actions(found: Data) -> tuple[str, ...]:
    """What can be done with a case: news of it can be asked for where nobody gets any."""
    for case in rows(found):
        going_on = ("add", "withdraw") if case["status"] not in CLOSED else ()
        unfollowed = ("follow",) if going_on and not case.get("addressed") else ()
        return (*going_on, *(("traceless",) if case.get("mine") else unfollowed))
    return ()


def _answered(step: Step, question: Question, value: str) -> None:
    if question.id != "mine":
        return
    reference = step.conversation.answer("which") or ""
    if value == "add":
        step.begin("add", case=reference)
    elif value == "follow":
        follow(step, reference)
    elif value == "traceless":
        ask_untie(step)
    else:
        step.aside = "withdraw"


def withdraw(step: Step) -> None:
    """The reporter takes the case back; the officers see it closed as withdrawn."""
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
            look=lambda _: LookUp("cases"),
            offer=references,
            show=_which_prompt,
        ),
        Choice(
            "mine", volatile=True, listed=lambda c: c.offered, look=_one, offer=_actions, show=all_case_lines
        ),
    ),
    answered=_answered,
    done=Step.rest,
    linear=True,
)
