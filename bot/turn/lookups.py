"""The answers to look-ups, read inside the turn's own transaction. A new look-up is one row of `_ANSWERS`."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice, zip_longest
from typing import TypeVar

from bot.turn import officer_lookups
from bot.turn.asking import DAY, HOUR, Asking
from bot.turn.status import asks_how_we_did
from flows.channels import INBOX_DAYS, traits_of
from flows.check.asking import named_in
from flows.core.effects import LookUp
from flows.core.found import (
    Cases,
    Checked,
    Dismissed,
    Enrolment,
    Forgotten,
    Found,
    HeldData,
    KeptCase,
    LookedUp,
    NamedCase,
    OpenQuestion,
    ReceiptCase,
)
from flows.core.statuses import ENDED, STATUS
from flows.indicators.find import Indicator
from flows.indicators.listed import BORROWED, names_of, on_lists
from flows.indicators.traces import of_indicators, of_texts
from flows.opinion import AwaitedFeedback
from flows.record import changed
from storage.cases.views import Case

LOOKED_UP = 3
"""The most values of a text that are looked up."""

ASKED_FOR = 30 * DAY
"""So long a typed yes or no may answer how we did."""

T = TypeVar("T")
Traced = tuple[tuple[str, str], str]
"""A trace, and the value that it is of."""

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
    asking.promise(case)
    return Cases((asking.own_case(case),))


def _shown_case(asking: Asking, args: Args) -> Cases:
    """As `_case`, for the case's own page: there the reporter of a closed case may be asked how we did."""
    found = _case(asking, args)
    if not found.cases:
        return found
    case = asking.unit.cases.by_reference(args["reference"])
    if case is None or asking.conversation.despair:
        return found
    asks = asks_how_we_did(asking.unit, case, asking.now)
    return Cases(tuple([changed(one, asks=asks) for one in found.cases]))


def _feedback(asking: Asking, args: Args) -> AwaitedFeedback:
    """The case about which this chat was asked: the named one, or its newest.

    Without a name it is a typed yes or no, which may answer an officer who asked later.
    """
    wanted, unit = args["reference"], asking.unit
    mine = unit.cases.of_chat(asking.chat, OWN)
    since = asking.now - ASKED_FOR
    if not wanted:
        questions = [unit.cases.unanswered(one.reference) for one in mine if STATUS[one.status].addressed]
        since = max([since, *(one.time for one in questions if one)])
    for case in mine:
        known = unit.feedback.of(case.id) if wanted in ("", case.reference) else None
        if known and known.helped is None and (wanted or known.asked >= since):
            return AwaitedFeedback(case.reference)
    return AwaitedFeedback()


def _named(asking: Asking, args: Args) -> NamedCase:
    """The first of these cases that is this chat's, or that a receipt opened here."""
    for reference in args["references"].split(","):
        if found := _case(asking, {"reference": reference}).cases:
            return NamedCase(found[0])
    return NamedCase()


def _question(asking: Asking, args: Args) -> OpenQuestion:
    """The newest case of this chat with an open question; with a reference, that case, answered or not."""
    cases = asking.unit.cases
    if wanted := args["reference"]:
        case = cases.by_reference(wanted)
        if case is None or case.chat != asking.chat:
            return OpenQuestion()
        question = cases.unanswered(wanted)
        return OpenQuestion(wanted, note=question.note if question and not args["missed"] else "")
    mine, seen = cases.of_chat(asking.chat, OWN), float(args["seen"])
    for case in mine:
        question = cases.unanswered(case.reference) if case.status not in ENDED else None
        if question is not None and question.time > float(args["since"]):
            unseen = bool(args["missed"]) or question.time > seen
            return OpenQuestion(case.reference, unseen, "" if args["missed"] else question.note)
    held_back = args["missed"] or asking.conversation.stopped
    return OpenQuestion(noticed=not held_back and any(_noticed(asking, case, seen) for case in mine))


def _noticed(asking: Asking, case: Case, since: float) -> bool:
    """Whether the reporter was told of a change of this case since then."""
    if case.updated <= since:
        return False
    changes = asking.unit.cases.history(case.reference)
    return any(change.officer and change.time > since for change in changes)


def _receipt(asking: Asking, args: Args) -> ReceiptCase:
    """The case of a right code, however many wrong ones were tried: nobody may lock another out."""
    case = asking.unit.cases.by_receipt(args["reference"], args["secret"])
    if case is None:
        return ReceiptCase("unknown" if asking.wrong_code() else "limited")
    return ReceiptCase("found", asking.own_case(case))


def _check(asking: Asking, args: Args) -> Checked:
    """The answer about texts, within the limits. Few values are looked up, so that none are harvested."""
    texts = tuple(args.values())
    text = "\n".join(texts)
    if not asking.networks.check(asking.chat):
        return Checked(text, limited=True)
    tokens, least = asking.unit.tokens, asking.limits.reporters_for_check
    traced = dict(islice(dict(_in_turn([_traced(text) for text in texts])).items(), LOOKED_UP))
    reported = tokens.reported(tuple(traced), least)
    return Checked(
        text=text,
        reported=tuple([traced[pair] for pair in reported]),
        known=_known(asking, texts),
        copied=any(tokens.copied(tuple(of_texts((text,))), least) for text in texts),
    )


def _known(asking: Asking, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The values that lists name of which the public may be told; as few as are looked up otherwise."""
    named = [one for one in _in_turn([_named_in(text) for text in texts]) if tuple(names_of(one))]
    asked = named[:LOOKED_UP]
    sources = asking.unit.listed.known(on_lists(asked), public=True)
    return tuple([one.value for one, some in zip(asked, sources, strict=True) if some])


def _named_in(text: str) -> list[Indicator]:
    return [one for one in named_in(text) if one.kind not in BORROWED]


def _traced(text: str) -> list[Traced]:
    """The traces of a text, each with the value that it is of."""
    return [(pair, one.value) for one in _named_in(text) for pair in of_indicators((one,))]


def _in_turn(lists: list[list[T]]) -> Iterator[T]:
    """The first of each list, then the second of each: no text goes unlooked at."""
    return (one for one in chain.from_iterable(zip_longest(*lists)) if one is not None)


def _enrolment(asking: Asking, args: Args) -> Enrolment:
    """The officer of a code that is valid for this chat."""
    unit, asked = asking.unit, (args["code"], asking.chat, asking.now)
    if officer := unit.officers.by_code(*asked):
        unit.custody.lock()  # of two chats at once, the second finds the code used
        officer = unit.officers.by_code(*asked)
    if officer is None:
        asking.wrong_code()
        return Enrolment()
    return Enrolment(officer.id, officer.name)


def _my_data(asking: Asking, _: Args) -> HeldData:
    held, kept = asking.unit.privacy.my_data(asking.chat), asking.retention
    return HeldData(
        cases=tuple(_kept(asking, case) for case in held.cases),
        sealed=asking.unit.keys.sealed(),
        draft=held.draft,
        pieces=held.pieces,
        hours=round(asking.draft_seconds / HOUR),
        language=held.language,
        days=max(INBOX_DAYS, round(kept.delivered / DAY), traits_of(asking.chat).counted_days),
        silence=round(kept.conversations / DAY),
        failed_days=max(1, round(kept.dead_letters / DAY)) if held.failed else 0,
        stopped=asking.conversation.stopped,
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
    "case": _shown_case,
    "feedback": _feedback,
    "named": _named,
    "question": _question,
    "receipt": _receipt,
    "my-data": _my_data,
    "forget": _forget,
    "enrolment": _enrolment,
    "check": _check,
}
