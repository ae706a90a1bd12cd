"""For a reporter who waits, unasked: that a question waits, and that news take longer."""

from flows.core.effects import Code, Line, Say
from flows.core.step import standing
from flows.follow.answering import answer_button
from flows.said import NoticeContent

LATE = Line("news-late")


def gentle(reference: str, question: str, *, quiet: bool = False) -> Say:
    """For a reporter: a question waits. Its words are in the case, and here only should this not arrive.

    `quiet`: others may hold the phone, and no word tells of a case.
    """
    content = NoticeContent(reference, note=question, quiet=quiet)
    if quiet:
        return Say((Line("notice-quiet"),), purpose="status", notice=(content,))
    lines = (Line("question-waits"), Code(reference), Line("question-free"))
    return Say(lines, (answer_button(reference), standing("status")), purpose="status", notice=(content,))


def longer(reference: str) -> Say:
    """For a reporter who was told by when news come, and there is none."""
    content = NoticeContent(reference, late=True)
    lines = (LATE, Code(reference))
    return Say(lines, (standing("status"),), purpose="status", notice=(content,))
