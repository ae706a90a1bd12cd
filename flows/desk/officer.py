"""The officer's desk: new and open cases, one opened, its status changed with a note, the digest."""

from collections.abc import Mapping, Sequence
from typing import cast

from flows.core.conversation import Conversation
from flows.core.effects import Args, ChangeStatus, Code, HoldCase, Label, Line, LookUp, When
from flows.core.questions import CaseChoice, Choice, Data, Prompt, Question, Text
from flows.core.statuses import STATUSES
from flows.core.step import Flow, Step
from flows.desk import digest
from flows.follow.status import references, rows
from flows.indicators.defang import still
from flows.report.report import begin_guided
from flows.report.summary import lines as answer_lines

UNDELIVERED = ("window", "stopped", "ceiling", "gone", "other")
"""Why the reporter was not told of something yet."""

TO_SET = tuple(status for status in STATUSES if status not in {"received", "withdrawn"})


def _list_prompt(_: Conversation, found: Data) -> Prompt:
    if not rows(found):
        return (Line("desk-none"),)
    return (Line("ask-opened", {"count": cast("int", found["count"])}), *(_row(case) for case in rows(found)))


def _row(case: Mapping[str, object]) -> Line:
    key = "case-row-urgent" if case["urgent"] else "case-row"
    return Line(
        key,
        {
            "reference": str(case["reference"]),
            "category": Label(f"category-{case['category']}"),
            "date": When(cast("float", case["created"])),
            "unreachable": 0 if case.get("reachable", True) else 1,
        },
    )


def case_lines(_: Conversation, found: Data) -> Prompt:
    """A case as an officer sees it; of the reporter only the pseudonym."""
    if not rows(found):
        return (Line("desk-none"),)
    case = rows(found)[0]
    lines: list[Line | Code] = [Code(str(case["reference"]))]
    if case["urgent"]:
        lines.append(Line("case-urgent"))
    args: Args = {
        "category": Label(f"category-{case['category']}"),
        "status": Label(f"status-{case['status']}"),
        "date": When(cast("float", case["created"])),
        "pseudonym": str(case["pseudonym"]),
        "channel": Label(f"channel-{case['channel']}"),
    }
    lines.append(Line("case-head", args))
    lines += _reach(case)
    if place := case["place"]:
        kind = "where" if place in {"morocco", "abroad"} else "region"
        lines.append(Line("case-place", {"place": Label(f"{kind}-{place}")}))
    answers = cast("Sequence[tuple[str, str]]", case["answers"])
    if case.get("sealed"):
        lines.append(Line("case-sealed"))
    lines += answer_lines((question, still(value)) for question, value in answers if question != "category")
    evidence = {"count": cast("int", case["evidence"]), "failed": cast("int", case["failed"])}
    lines.append(Line("case-evidence", evidence))
    if reason := case.get("undelivered"):
        lines.append(Line("case-undelivered", {"reason": Label(f"undelivered-{reason}")}))
    return (*lines, *_fate(case))


def _fate(case: Mapping[str, object]) -> Prompt:
    """Whether news reach the reporter by themselves, and until when the case is kept."""
    silent = () if case.get("addressed") else (Line("case-unaddressed"),)
    if case.get("hold"):
        return (*silent, Line("case-hold"))
    if until := case.get("until"):
        return (*silent, Line("case-until", {"date": When(cast("float", until))}))
    return (*silent, Line("case-kept"))


def _actions(found: Data) -> tuple[str, ...]:
    for case in rows(found):
        return ("status", "desk", "release" if case.get("hold") else "hold")
    return ("desk",)


def _reach(case: Mapping[str, object]) -> tuple[Line, ...]:
    """Whether the reporter hears what an officer says."""
    if not case.get("reachable", True):
        return (Line("case-unreachable"),)
    count = cast("int", case.get("missed", 0))
    return (Line("case-missed", {"count": count}),) if count else ()


def _listing(conversation: Conversation) -> LookUp:
    return LookUp("listing", {"which": conversation.answer("desk") or "new"})


def _opened(conversation: Conversation) -> LookUp:
    return LookUp("officer-case", {"reference": conversation.answer("opened") or ""})


def _wants_case(conversation: Conversation) -> bool:
    return conversation.answer("desk") in {"new", "open"}


def _digest_prompt(_: Conversation, found: Data) -> Prompt:
    return digest.lines(found)


def _answered(step: Step, question: Question, value: str) -> None:
    if question.id == "desk" and value == "report":
        begin_guided(step)
    elif question.id == "action" and value == "desk":
        begin_desk(step)
    elif question.id == "action" and value != "status":
        _hold(step, on=value == "hold")


def _hold(step: Step, *, on: bool) -> None:
    """Put on or lifted at once; the case is shown again, as it then is."""
    conversation = step.conversation
    step.effects.append(HoldCase(conversation.answer("opened") or "", on, conversation.officer))
    step.rewind("action")


def begin_desk(step: Step) -> None:
    """To the desk; the run goes on, so that the lists shown before stay good."""
    step.begin("officer", run=step.conversation.run)


def open_case(step: Step, reference: str) -> None:
    """Straight to one case, from an alert."""
    begin_desk(step)
    step.give("desk", "open")
    step.give("opened", reference)


def _done(step: Step) -> None:
    conversation = step.conversation
    step.effects.append(
        ChangeStatus(
            conversation.answer("opened") or "",
            conversation.answer("set_status") or "",
            conversation.answer("officer_note") or "",
            conversation.officer,
        )
    )
    step.line("status-set", status=Label(f"status-{conversation.answer('set_status')}"))
    begin_desk(step)


OFFICER = Flow(
    "officer",
    (
        Choice("desk", fixed=("new", "open", "digest", "report")),
        Question(
            "digest",
            ask_if=lambda c: c.answer("desk") == "digest",
            look=lambda _: LookUp("digest"),
            show=_digest_prompt,
        ),
        CaseChoice(
            "opened",
            ask_if=_wants_case,
            listed=lambda c: c.offered,
            look=_listing,
            offer=references,
            show=_list_prompt,
        ),
        Choice("action", listed=lambda c: c.offered, look=_opened, offer=_actions, show=case_lines),
        Choice("set_status", fixed=TO_SET, names="status"),
        Text("officer_note", optional=True, max_chars=500),
    ),
    answered=_answered,
    done=_done,
    linear=True,
)
