"""The review before sending: whole in the web chat, shortened where a provider limits a message."""

import pytest

from flows.core.conversation import Answer, Conversation
from flows.core.effects import Line
from flows.report.summary import CONFIRM

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
