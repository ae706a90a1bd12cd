"""The review before sending: whole in the web chat, shortened where a provider limits a message."""

import pytest

from flows.all_flows import FLOWS
from flows.core.conversation import Answer, Conversation
from flows.core.effects import Line
from flows.core.events import Event, Text
from flows.core.step import Step
from flows.report.content import leave
from flows.report.summary import CONFIRM
from tests.dialogue import NOON, engine

STORY = "un mot " * 450


@pytest.mark.parametrize(("chat", "whole"), [("web:a", True), ("telegram:1", False), ("whatsapp:1", False)])
def test_a_long_story_is_cut_only_where_it_must_be(chat, whole):
    answers = (Answer("category", "fraud"), Answer("story", STORY))
    assert callable(CONFIRM.show)
    shown = [
        line.args["value"]
        for line in CONFIRM.show(Conversation(chat, answers=answers))
        if isinstance(line, Line) and "value" in line.args
    ]
    assert (STORY in shown) is whole
    assert whole or any(isinstance(text, str) and len(text) == 600 and text[-1] == "…" for text in shown)


def test_a_no_leaves_only_what_was_merely_offered() -> None:
    """A question of the report itself goes on."""
    at = Event("test:1", "telegram:1", NOON, Text("non"))
    step = Step(Conversation("telegram:1"), at, engine().names, FLOWS)
    asked = FLOWS["report"].question("category")
    assert asked is not None
    assert not leave(step, asked)
    assert (step.effects, step.lines) == ([], [])
