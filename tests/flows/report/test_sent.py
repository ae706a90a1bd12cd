"""Each text of a report keeps the time at which its provider got it; what was tapped or computed has none."""

from tests.dialogue import ON_ITS_WAY, Person

SMS = "Votre colis est bloqué, payez sur http://poste-ma.top"


def now(someone: Person) -> float:
    """The own time of the message that was sent last."""
    return someone.house.now - ON_ITS_WAY


def test_each_answer_and_note_of_a_report(reporter: Person) -> None:
    reporter.taps("other").says("Voilà ce qui s'est passé hier soir")
    story = now(reporter)
    reporter.says("et encore une chose, il a rappelé")
    note = now(reporter)
    reporter.edits("1", "et encore autre chose")
    edit = now(reporter)
    reporter.taps("skip").taps("skip").taps("skip").taps("anonymous").taps("send").sees("filed")
    found = {(question, sent) for question, _, sent in reporter.sent}
    assert {("category", 0.0), ("story", story), ("note", note), ("edit", edit)} <= found
    assert len({story, note, edit}) == 3


def test_a_forwarded_text_and_what_is_added_later(person) -> None:
    someone = person("fr").forwards(SMS)
    forwarded = now(someone)
    someone.taps("send").sees("filed")
    assert ("story", SMS, forwarded) in someone.sent
    assert {sent for question, _, sent in someone.sent if question == "link"} == {0.0}
    someone.edits("1", "corrigé")
    assert someone.sent[-1] == ("edit", "corrigé", now(someone))
    someone.taps("yes", on="more")
    someone.says("Il a aussi appelé du 0612345678")
    assert someone.sent[-1][2] == now(someone)
