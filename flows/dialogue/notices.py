"""Notices: messages that the bot sends first, while the chat may be in the middle of a flow."""

from collections.abc import Sequence

from flows.core.effects import Code, Label, Line, Option, Say, When
from flows.core.found import DigestContent, Forgotten, NoticeContent
from flows.core.statuses import CLOSED
from flows.core.step import STANDING, standing
from flows.desk import digest
from flows.follow import rights
from flows.follow.answering import answer_button

OPENED = 8
"""The most cases with a button in one message to officers."""


def status_changed(reference: str, status: str, note: str) -> Say:
    """For the reporter; neutral enough for the lock screen of a shared phone."""
    content = NoticeContent(reference, status, note)
    return Say(_status(content), _ways((content,)), purpose="status", notice=(content,))


def _ways(contents: Sequence[NoticeContent]) -> tuple[Option, ...]:
    """The button that answers the newest note about a case that is open, and the way to all cases."""
    noted = [one.reference for one in contents if one.note and one.status not in CLOSED]
    return (*map(answer_button, noted[-1:]), standing("status"))


def _status(content: NoticeContent) -> tuple[Line | Code, ...]:
    lines = (
        Line("notice-status", {"status": Label(f"status-{content.status}")}),
        Code(content.reference),
    )
    if content.status:
        return (*lines, *_note(content))
    return (*_note(content), Code(content.reference)) if content.note else ()


def _note(content: NoticeContent) -> tuple[Line, ...]:
    return (Line("notice-note", {"note": content.note}),) if content.note else ()


def meanwhile(reference: str, changes: Sequence[tuple[str, str, float]]) -> Say:
    """For an officer: another one changed the case too. Each change: status, officer's name, time."""
    lines = [
        Line("case-meanwhile", {"status": Label(f"status-{status}"), "name": name or "—", "date": When(time)})
        for status, name, time in changes
    ]
    return Say((Code(reference), *lines))


def answered(reference: str) -> Say:
    """For an officer: the reporter has answered the question."""
    content = NoticeContent(reference)
    lines = (Line("answer-arrived"), Code(reference))
    return Say(lines, (_opens(content), standing("desk")), purpose="alert")


def alert(reference: str, category: str) -> Say:
    """For officers: a person may be in danger."""
    content = NoticeContent(reference, category=category)
    buttons = (_opens(content), standing("desk"))
    return Say(_alert(content), buttons, purpose="alert", notice=(content,))


def gathered(count: int, newest: Sequence[NoticeContent]) -> Say:
    """For officers: so many people may be in danger; only the newest cases are named."""
    lines: list[Line | Code] = [Line("alert-gathered", {"count": count})]
    lines += [Code(one.reference) for one in newest]
    buttons = (*map(_opens, newest), standing("desk"))
    return Say(tuple(lines), buttons, purpose="alert", notice=tuple(newest))


def _alert(content: NoticeContent) -> tuple[Line | Code, ...]:
    category = Label(f"category-{content.category}")
    return (Line("alert-urgent", {"category": category}), Code(content.reference))


def _opens(content: NoticeContent) -> Option:
    name = f"{STANDING}:alert:{content.reference}"
    return Option(name, "case-option", {"reference": content.reference})


def missed(contents: Sequence[NoticeContent]) -> Say:
    """One message with all contents, oldest first: alerts, then for each case its last status and all notes.

    Without contents, only the line that comes before messages said again as they were worded.
    """
    alerts = [content for content in contents if content.category]
    lines = [line for content in alerts for line in _alert(content)]
    news = [content for content in contents if not content.category]
    for reference in dict.fromkeys(content.reference for content in news):
        lines += _case([content for content in news if content.reference == reference])
    if not contents:
        return Say((Line("missed"),))
    ways = (*map(_opens, alerts[:OPENED]), standing("desk")) if alerts else _ways(news)
    purpose = "alert" if alerts else "status"
    return Say((Line("missed"), *lines), ways, purpose=purpose, notice=tuple(contents))


def _case(news: Sequence[NoticeContent]) -> list[Line | Code]:
    reference = news[0].reference
    status = next((content.status for content in reversed(news) if content.status), "")
    stands = _status(NoticeContent(reference, status)) or (Code(reference),)
    return [*stands, *(line for content in news for line in _note(content))]


def morning(content: DigestContent) -> Say:
    """The digest, for officers, each morning."""
    return Say(digest.lines(content), (standing("desk"),), purpose="digest")


def forgotten(became: Forgotten) -> Say:
    """For a person whose chat was forgotten: which cases were erased, which stay, and why."""
    return Say((Line("forgotten-done"), *rights.outcome(became)))


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
