"""Each message that answers nothing has what each channel needs: its content, for a template and later."""

import ast
from pathlib import Path

import pytest

import flows
from flows.core.effects import Code, Line
from flows.dialogue import notices
from flows.follow import news
from flows.said import NoticeContent

CASE = "K7M29QXA"
FLOWS = Path(flows.__file__).parent
NEWS = {
    "status": notices.status_changed(CASE, "referred", ""),
    "note": notices.status_changed(CASE, "", "Merci"),
    "held": notices.status_changed(CASE, "referred", "Merci", category="trafficking"),
    "quietly": notices.quietly(NoticeContent(CASE, "referred")),
    "gentle": news.gentle(CASE, "Quand ?"),
    "gentle, held": news.gentle(CASE, "Quand ?", quiet=True),
    "longer": news.longer(CASE),
}


def unasked() -> list[tuple[str, set[str]]]:
    """Where flows word a message with the purpose `status`, with the names that are given."""
    found = []
    for path in sorted(FLOWS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            given = {str(each.arg): each.value for each in node.keywords}
            purpose = given.get("purpose")
            if isinstance(purpose, ast.Constant) and purpose.value == "status":
                found.append((f"{path.name}:{node.lineno}", {*given}))
    return found


def test_no_news_is_worded_without_its_content() -> None:
    assert len(unasked()) >= 5
    assert [place for place, given in unasked() if "notice" not in given] == []


@pytest.mark.parametrize("name", NEWS)
def test_news_go_by_template_stop_with_stop_and_can_be_said_later(name: str) -> None:
    say = NEWS[name]
    assert say.purpose == "status", "the template of this purpose announces it"
    assert [content.reference for content in say.notice] == [CASE]
    later = notices.missed(say.notice)
    assert later.purpose == "status"
    worded = [line for line in later.lines if isinstance(line, Line) and line.key != "missed"]
    assert worded, "not the number of a case alone"
    if not say.notice[0].quiet:
        assert Code(CASE) in later.lines
        assert later.options


def test_what_came_since_takes_the_place_of_nothing_new() -> None:
    late, status = news.longer(CASE).notice, notices.status_changed(CASE, "referred", "").notice
    assert Line("news-late") not in notices.missed((*late, *status)).lines
    assert Line("news-late") in notices.missed(late).lines
