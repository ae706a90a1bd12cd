"""What an officer sees before a question or a status goes out: the words that the reporter will read."""

import pytest

from flows.core.effects import Label, Line
from flows.dialogue import notices


@pytest.mark.parametrize(
    ("status", "note", "keys"),
    [
        ("", "where?", ["notice-waits", "notice-note"]),
        ("examined", "", ["notice-status", "meaning-examined"]),
        ("referred", "to the police", ["notice-waits", "notice-status", "meaning-referred", "notice-note"]),
    ],
)
def test_a_preview_has_the_notice_and_the_words_that_are_in_the_case(status, note, keys):
    lines = [line for line in notices.preview(status, note).lines if isinstance(line, Line)]
    assert [line.key for line in lines] == keys
    said = {name: value for line in lines for name, value in line.args.items()}
    assert said.get("note", "") == note
    assert said.get("status") == (Label(f"status-{status}") if status else None)
