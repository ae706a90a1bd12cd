"""What is only offered after the receipt ends with STOP; a case that is gone leaves the draft of another."""

from flows.core.conversation import Conversation
from flows.follow.traceless import ended, without_case
from tests.dialogue import House


def test_stop_after_the_receipt_ends_the_further_questions(house: House) -> None:
    who = house.person("whatsapp:1").says("Un faux colis, voir http://poste-ma.top").taps("send")
    who.sees("ask-more").says("STOP").sees("notices-off").misses("ask-more", "ask-resume")
    assert who.options == ["start", "status", "menu"]
    assert len(who.cases) == 1


def test_what_was_asked_ends_and_the_report_under_way_does_not() -> None:
    for flow, left in (("report", "report"), ("enrich", "enrich"), ("add", "")):
        known = Conversation("web:1", flow=flow, asked="more", case="28YF8VY2")
        assert (ended(known).flow, ended(known).asked) == (left, "")
        assert without_case(known).case == ""
    assert without_case(Conversation("web:1", flow="report", asked="story", case="28YF8VY2")).asked == "story"
