"""A wish to withdraw in words of its own, and buttons of commands that are none."""

from collections.abc import Callable

from flows.core.events import Tap
from tests.dialogue import Person

STORY = "on m'a volé mon argent avec un faux gain, il appelle du 0661234567"


def test_the_wish_shows_the_case_with_its_button(person: Callable[..., Person]) -> None:
    who = person().says(STORY).taps("send").sees("filed").says("retirer ma plainte").sees("case-status")
    assert who.case.status == "received"
    who.taps("withdraw").sees("ask-withdraw").taps("yes", on="withdraw").sees("withdrawn")
    assert who.case.status == "withdrawn"


def test_the_button_is_there_while_details_are_added(person: Callable[..., Person]) -> None:
    who = person().says(STORY).taps("send").taps("yes").says("je veux retirer mon signalement")
    assert who.sees("case-status").taps("withdraw").taps("yes", on="withdraw").case.status == "withdrawn"


def test_a_draft_stays_beside_a_case_that_is_asked_about(person: Callable[..., Person]) -> None:
    who = person().says(STORY).taps("send").taps("no").says("nouveau signalement").says(STORY)
    who.says("retirer ma plainte").sees("case-status", "ask-quick")


def test_where_nothing_is_filed_the_draft_is_asked_about(person: Callable[..., Person]) -> None:
    who = person().says(STORY).says("retirer ma plainte").sees("ask-drop").says("non").sees("ask-quick")
    assert not who.cases


def test_a_button_of_no_command_does_nothing(person: Callable[..., Person]) -> None:
    who = person().says(STORY).sees("ask-quick")
    run = who.button("send").id.partition(":")[0]
    who.does(Tap(f"{run}:do:nothing")).sees("tap-old", "ask-quick")
    assert not who.cases
