"""The answers to look-ups, read inside the turn's own transaction. A new look-up is one row of `_ANSWERS`."""

from collections.abc import Callable, Mapping

from bot.turn import officer_lookups
from bot.turn.asking import DAY, HOUR, Asking
from flows.channels import INBOX_DAYS
from flows.core.effects import LookUp
from flows.core.found import (
    Cases,
    Dismissed,
    Enrolment,
    Forgotten,
    Found,
    HeldData,
    KeptCase,
    LookedUp,
    OpenQuestion,
    ReceiptCase,
)
from flows.core.statuses import CLOSED
from storage.cases.views import Case

OWN = 5
"""The most cases of its own that a chat is shown."""


def look_up(asking: Asking, effect: LookUp) -> Found:
    """The answer to one look-up. A chat that is no officer's gets no answer meant for officers."""
    if effect.query in officer_lookups.ANSWERS:
        if asking.unit.officers.by_chat(asking.chat) is None:
            return Found(Dismissed())
        return Found(officer_lookups.ANSWERS[effect.query](asking, effect.args))
    return Found(_ANSWERS[effect.query](asking, effect.args))


Args = Mapping[str, str]


def _cases(asking: Asking, _: Args) -> Cases:
    mine = asking.unit.cases.of_chat(asking.chat, OWN)
    return Cases(tuple(asking.own_case(case) for case in mine))


def _case(asking: Asking, args: Args) -> Cases:
    """A case of this chat, or the case that a receipt opened here; else none."""
    case = asking.unit.cases.by_reference(args["reference"])
    if case is None or (case.chat != asking.chat and case.reference != asking.conversation.case):
        return Cases()
    return Cases((asking.own_case(case),))


def _question(asking: Asking, args: Args) -> OpenQuestion:
    """The newest case of this chat with an open question; with a reference, that case, answered or not."""
    if wanted := args["reference"]:
        case = asking.unit.cases.by_reference(wanted)
        return OpenQuestion(wanted if case is not None and case.chat == asking.chat else "")
    for case in asking.unit.cases.of_chat(asking.chat, OWN):
        question = asking.unit.cases.unanswered(case.reference) if case.status not in CLOSED else None
        if question is not None and question.time > float(args["since"]):
            return OpenQuestion(case.reference, unseen=bool(args["unseen"]))
    return OpenQuestion()


def _receipt(asking: Asking, args: Args) -> ReceiptCase:
    """The case of a right code, however many wrong ones were tried: nobody may lock another out."""
    case = asking.unit.cases.by_receipt(args["reference"], args["secret"])
    if case is None:
        return ReceiptCase("unknown" if asking.wrong_code() else "limited")
    return ReceiptCase("found", asking.own_case(case))


def _enrolment(asking: Asking, args: Args) -> Enrolment:
    """The officer of a code that is valid for this chat."""
    officer = asking.unit.officers.by_code(args["code"], asking.chat, asking.now)
    if officer is None:
        asking.wrong_code()
        return Enrolment()
    return Enrolment(officer.id, officer.name)


def _my_data(asking: Asking, _: Args) -> HeldData:
    held = asking.unit.privacy.my_data(asking.chat)
    return HeldData(
        cases=tuple(_kept(asking, case) for case in held.cases),
        sealed=asking.unit.keys.sealed(),
        draft=held.draft,
        pieces=held.pieces,
        hours=round(asking.draft_seconds / HOUR),
        language=held.language,
        days=max(INBOX_DAYS, round(asking.retention.delivered / DAY)),
    )


def _kept(asking: Asking, case: Case) -> KeptCase:
    seconds = asking.retention.by_outcome()
    fate = asking.unit.retention.fate(case.reference, seconds)
    return KeptCase(
        case=asking.own_case(case),
        hold=fate is not None and fate.hold,
        until=fate.until if fate else None,
        days=max(1, round(seconds["closed"] / DAY)),
    )


def _forget(asking: Asking, _: Args) -> Forgotten:
    """The cases by what would become of each, with the case that a receipt opened here."""
    conversation = asking.conversation
    opened = conversation.case if conversation.guest else ""
    return asking.unit.privacy.would_forget(asking.chat, opened)


_ANSWERS: Mapping[str, Callable[[Asking, Args], LookedUp]] = {
    "cases": _cases,
    "case": _case,
    "question": _question,
    "receipt": _receipt,
    "my-data": _my_data,
    "forget": _forget,
    "enrolment": _enrolment,
}
