"""What is said of what waits, unasked: to the reporter, to officers, to supervisors."""

import pytest

from bot.turn.render import render
from flows.core.effects import Line, Say
from flows.follow import news
from flows.waiting import deadlines, person
from tests.dialogue import Seen, words

CASE, OTHER, THIRD = "28YF8VY2", "9RT3KQ5M", "4HW7CX2P"
QUESTION = "Avez-vous encore le relevé ?"
UNASKED = {
    "question-waits": (news.gentle(CASE, QUESTION), [f"-:answer:{CASE}", "-:do:status"]),
    "news-late": (news.longer(CASE), ["-:do:status"]),
    "person-late": (person.late(), ["-:do:status", "-:do:menu"]),
    "person-unanswered": (
        person.unanswered(CASE, "threat", 6),
        [f"-:take:{CASE}", f"-:alert:{CASE}", "-:do:desk"],
    ),
    "deadline-soon": (deadlines.told([CASE], [], []), [f"-:alert:{CASE}", "-:do:desk"]),
}


def keys(say: Say) -> set[str]:
    return {line.key for line in say.lines if isinstance(line, Line)}


@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
@pytest.mark.parametrize("key", UNASKED)
def test_each_is_worded_with_its_case_and_the_way_to_it(key: str, language: str) -> None:
    say, ways = UNASKED[key]
    assert key in keys(say)
    assert [way.id for way in say.options] == ways
    message = render(words(), say, language)
    assert (CASE in message.codes) is (key != "person-late")
    assert QUESTION not in message.text
    assert key not in message.text


def test_a_question_is_kept_should_its_notice_not_arrive() -> None:
    (kept,) = news.gentle(CASE, QUESTION).notice
    assert (kept.reference, kept.note) == (CASE, QUESTION)


def test_of_many_deadlines_two_of_a_kind_are_named_and_the_gravest_have_the_buttons() -> None:
    many = [f"CASE{number}" for number in range(5)]
    say = deadlines.told(many, [OTHER, CASE], [CASE, THIRD])
    seen = Seen(say, "fr", "")
    assert seen.keys == {"deadline-soon", "deadline-passed", "deadline-escalated"}
    assert seen.codes == [*many[:2], OTHER, CASE, CASE, THIRD]
    assert [way.id for way in say.options] == [f"-:alert:{CASE}", f"-:alert:{THIRD}", "-:do:desk"]
    assert {line.args["count"] for line in say.lines if isinstance(line, Line)} == {2, 5}
