"""For a reporter who waits, unasked: that a question waits, and that news take longer."""

from flows.core.effects import Code, Line, Say
from flows.core.step import standing
from flows.follow.answering import answer_button
from flows.said import NoticeContent


def gentle(reference: str, question: str) -> Say:
    """For a reporter: a question waits. Its words are in the case, and here only should this not arrive."""
    content = NoticeContent(reference, note=question)
    lines = (Line("question-waits"), Code(reference), Line("question-free"))
    return Say(lines, (answer_button(reference), standing("status")), purpose="status", notice=(content,))


def longer(reference: str) -> Say:
    """For a reporter who was told by when there is news, and there is none."""
    return Say((Line("news-late"), Code(reference)), (standing("status"),), purpose="status")
