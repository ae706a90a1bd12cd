"""Notices: messages that the bot sends first, while the chat may be in the middle of a flow."""

from collections.abc import Sequence

from flows.core import receipts
from flows.core.effects import ChangeCampaign, Code, Label, Line, Option, Say, When
from flows.core.found import DigestContent, Forgotten
from flows.core.statuses import ENDED
from flows.core.step import STANDING, standing
from flows.desk import digest
from flows.follow import feedback, rights
from flows.follow.answering import answer_button
from flows.follow.news import LATE
from flows.record import changed
from flows.report.categories import QUIET
from flows.said import NoticeContent

OPENED = 8
"""The most cases with a button in one message to officers."""
TAKEN = 2
"""The most cases that a reminder offers to take: with the desk, as many buttons as WhatsApp shows at once."""


def proven(say: Say, commitment: str, signer: str) -> Say:
    """The receipt with its proof, which is known once the case is filed, and the key of the server."""
    proved = (
        Line("receipt-proof"),
        Code(receipts.proof(commitment)),
        Line("signer", {"fingerprint": signer}),
    )
    return changed(say, lines=(*say.lines, *proved))


_QUIET = Line("notice-quiet")


def status_changed(  # a change, its thanks, its question and its category
    reference: str, status: str, note: str, *, helped: bool = False, asks: bool = False, category: str = ""
) -> Say:
    """For the reporter; neutral enough for the lock screen of a shared phone, without an officer's words.

    Where the reporter may be held by others, who read the phone, no word tells of a case.
    """
    quiet = category in QUIET
    content = NoticeContent(reference, status, note, helped=helped, asks=asks and not quiet, quiet=quiet)
    if quiet:
        return quietly(content)
    return Say(_announced(content), _ways((content,)), purpose="status", notice=(content,))


def quietly(content: NoticeContent) -> Say:
    """For a reporter who may be held by others: a message waits, and no word of what it is about."""
    return Say((_QUIET,), purpose="status", notice=(changed(content, quiet=True),))


def preview(status: str, note: str) -> Say:
    """For an officer: the notice that a reporter would get, and below it the words that are in the case."""
    content = NoticeContent("", status, note)
    lines = (Line("notice-waits"),) if note else ()
    named = _stands(status) if status else ()
    return Say((*lines, *named, *_note(content)))


def _announced(content: NoticeContent) -> tuple[Line | Code, ...]:
    """The lines of a notice: that something was written, and not what."""
    told = _status(NoticeContent(content.reference, content.status)) or (Code(content.reference),)
    lines = (*told, *_helped(content), *_asks(content))
    return (Line("notice-waits"), *lines) if content.note else lines


def _helped(content: NoticeContent) -> tuple[Line, ...]:
    return (Line("notice-helped"),) if content.helped else ()


def _asks(content: NoticeContent) -> tuple[Line, ...]:
    return (feedback.ASK,) if content.asks else ()


def _ways(contents: Sequence[NoticeContent]) -> tuple[Option, ...]:
    """The buttons that answer the newest note and say how we did, and the way to all cases."""
    noted = [one.reference for one in contents if one.note and one.status not in ENDED]
    asked = [feedback.ways(one.reference) for one in contents if one.asks]
    return (
        *map(answer_button, noted[-1:]),
        *(way for ways in asked[-1:] for way in ways),
        standing("status"),
    )


def _status(content: NoticeContent) -> tuple[Line | Code, ...]:
    lines: tuple[Line | Code, ...] = (*_stands(content.status), Code(content.reference))
    if content.status:
        return (*lines, *_note(content))
    return (*_note(content), Code(content.reference)) if content.note else ()


def _stands(status: str) -> tuple[Line, ...]:
    """How a case stands, what that means, and what comes next."""
    return Line("notice-status", {"status": Label(f"status-{status}")}), Line(f"meaning-{status}")


def _note(content: NoticeContent) -> tuple[Line, ...]:
    return (Line("notice-note", {"note": content.note}),) if content.note else ()


def meanwhile(reference: str, changes: Sequence[tuple[str, str, float]]) -> Say:
    """For an officer: another one changed the case too. Each change: status, officer's name, time."""
    lines = [
        Line("case-meanwhile", {"status": Label(f"status-{status}"), "name": name or "—", "date": When(time)})
        for status, name, time in changes
    ]
    return Say((Code(reference), *lines))


_CHANGED = {
    "name": Line("campaign-named"),
    "join": Line("campaign-joined"),
    "split": Line("campaign-split"),
    "dismiss": Line("campaign-dismissed"),
}


def campaign_changed(change: ChangeCampaign) -> Say:
    """For an officer: this was done."""
    if change.act == "decide":
        return Say((Line("campaign-decided", {"status": Label(f"status-{change.status}")}),))
    return Say((_CHANGED[change.act],))


def campaign_meanwhile(code: str, status: str, name: str, time: float) -> Say:
    """For an officer: another one decided on the campaign meanwhile, so nothing was done."""
    decided = Line(
        "campaign-meanwhile", {"status": Label(f"status-{status}"), "name": name, "date": When(time)}
    )
    return Say((decided, Code(code)), (_opens(NoticeContent(code, campaign=code)), standing("desk")))


def campaign_not_there() -> Say:
    """For an officer: the campaign or the case is not there, so nothing was done."""
    return Say((Line("campaign-not-there"),), (standing("desk"),))


def answered(reference: str) -> Say:
    """For an officer: the reporter has answered the question."""
    content = NoticeContent(reference)
    lines = (Line("answer-arrived"), Code(reference))
    return Say(lines, (_opens(content), standing("desk")), purpose="alert")


def alert(content: NoticeContent) -> Say:
    """For officers: a person may be in danger, or a campaign grows or has an urgent case."""
    takes = () if content.campaign else (_takes(content.reference),)
    buttons = (*takes, _opens(content), standing("desk"))
    return Say(_alert(content), buttons, purpose="alert", notice=(content,))


def untaken(cases: Sequence[NoticeContent], count: int, *, escalated: bool) -> Say:
    """For officers: so many urgent cases wait, and nobody has taken them; the oldest are named.

    `escalated`: for a supervisor, after a time in which nobody did.
    """
    lines: list[Line | Code] = [Line("alert-untaken", {"count": count})]
    lines += [Code(one.reference) for one in cases]
    lines += [Line("alert-escalated")] if escalated else []
    buttons = (*(_takes(one.reference) for one in cases), standing("desk"))
    return Say(tuple(lines), buttons, purpose="alert", notice=tuple(cases))


def taken(reference: str, name: str = "") -> Say:
    """For an officer: who has the case now; without a name, the officer who reads this."""
    line = Line("case-taken-by", {"name": name}) if name else Line("case-taken")
    return Say((Code(reference), line), (_opens(NoticeContent(reference)), standing("desk")))


def gathered(count: int, newest: Sequence[NoticeContent]) -> Say:
    """For officers: so many people may be in danger; only the newest cases are named, and campaigns."""
    cases = [one for one in newest if not one.campaign]
    lines: list[Line | Code] = [Line("alert-gathered", {"count": count})] if cases else []
    for one in cases:
        lines += [Code(one.reference), *((Line("alert-money-too"),) if one.money else ())]
    lines += [line for one in newest if one.campaign for line in _alert(one)]
    buttons = (*map(_opens, newest), standing("desk"))
    return Say(tuple(lines), buttons, purpose="alert", notice=tuple(newest))


def _alert(content: NoticeContent) -> tuple[Line | Code, ...]:
    if content.campaign:
        key = "alert-campaign-urgent" if content.category else "alert-campaign"
        return (Line(key, {"count": content.reporters}), Code(content.campaign))
    category = Label(f"category-{content.category}")
    if content.money:
        return (Line("alert-money", {"category": category}), Code(content.reference))
    return (Line("alert-urgent", {"category": category}), Code(content.reference))


def _takes(reference: str) -> Option:
    return Option(f"{STANDING}:take:{reference}", "take-case", {"reference": reference})


def _opens(content: NoticeContent) -> Option:
    name = content.campaign or content.reference
    return Option(f"{STANDING}:alert:{name}", "case-option", {"reference": name})


def missed(contents: Sequence[NoticeContent], intro: str = "missed", *, words: bool = True) -> Say:
    """One message with all contents, oldest first: alerts, then for each case its last status and all notes.

    It begins with the line `intro`. Without contents, only that line, which comes before messages said again
    as they were worded. Without `words`, the officers' notes are announced only: nobody holds the phone.
    """
    alerts = [content for content in contents if content.for_officers]
    lines = [line for content in alerts for line in _alert(content)]
    told = [content for content in contents if not content.for_officers]
    news = [content for content in told if not content.quiet]
    if not news and len(told) == len(contents) > 0:
        return Say((_QUIET,), purpose="status", notice=tuple(contents))
    for reference in dict.fromkeys(content.reference for content in news):
        lines += _case([content for content in news if content.reference == reference], words=words)
    lines += [_QUIET] if len(news) < len(told) else []
    if not contents:
        return Say((Line(intro),))
    ways = (*map(_opens, alerts[:OPENED]), standing("desk")) if alerts else _ways(news)
    purpose = "alert" if alerts else "status"
    return Say((Line(intro), *lines), ways, purpose=purpose, notice=tuple(contents))


def _case(news: Sequence[NoticeContent], *, words: bool) -> list[Line | Code]:
    reference = news[0].reference
    status = next((content.status for content in reversed(news) if content.status), "")
    late = (LATE,) if all(content.late for content in news) else ()
    stands = _status(NoticeContent(reference, status)) or (*late, Code(reference))
    stands += next((_helped(content) for content in news if content.helped), ())
    stands += next((_asks(content) for content in news if content.asks), ())
    if words:
        return [*stands, *(line for content in news for line in _note(content))]
    return [*stands, *([Line("notice-waits")] if any(content.note for content in news) else [])]


def morning(content: DigestContent) -> Say:
    """The digest, for officers, each morning."""
    return Say(digest.lines(content), (standing("desk"),), purpose="digest")


def forgotten(became: Forgotten) -> Say:
    """For a person whose chat was forgotten: which cases were erased, which stay, and why."""
    return Say((Line("forgotten-done"), *rights.outcome(became)))


def impossible(reference: str, status: str, *, for_officer: bool) -> Say:
    """The case has another status by now, from which the chosen one cannot follow: nothing was done."""
    line = Line("step-impossible", {"status": Label(f"status-{status}")})
    ways = (_opens(NoticeContent(reference)), standing("desk")) if for_officer else (standing("status"),)
    return Say((Code(reference), line), ways)


def gone() -> Say:
    """The case that the person spoke of was erased meanwhile."""
    return Say((Line("case-gone"),), (standing("menu"),))


def sorry() -> Say:
    """The program failed; the message is kept as a dead letter."""
    return Say((Line("sorry"),), (standing("menu"),))


def unsealed() -> Say:
    """The report could not be sealed and was not filed; the draft is kept."""
    return Say((Line("not-sealed"),), (standing("menu"),))


def too_many() -> Say:
    """The chat writes faster than its limit; for about a minute its messages are not kept."""
    return Say((Line("too-many"),))


def too_much() -> Say:
    """The chat has sent as many files, or as many bytes, as one day allows."""
    return Say((Line("evidence-day-full"),))


def busy() -> Say:
    """No message can be kept at the moment."""
    return Say((Line("busy"),))
