"""Who is told of a deadline, and that of two servers one tells, on both databases."""

import threading
from dataclasses import dataclass

import pytest

from bot.duty.duty import Duty
from bot.turn.render import decode
from bot.turn.taking import take
from bot.waiting.deadlines import DeadlineReminders
from bot.waiting.persons import LatePersons
from flows.core.conversation import Conversation
from flows.core.effects import AmendCase, ChangeStatus
from flows.deadlines import CALM, DAY
from flows.places.services import Service
from flows.said import Named
from storage.custody.links import Act
from tests.dialogue import engine, words
from tests.storage.sealed import CHAT, NOW, Line

PASSED = NOW + CALM["first_look"]


@dataclass
class Told:
    """A line with officers, and what was said to whom."""

    line: Line
    officers: dict[str, str]

    def officer(self, name: str, role: str, *, chat: bool = True) -> str:
        with self.line.storage.write() as unit:
            officer = unit.officers.invite(name, role, NOW)
            if chat:
                unit.officers.enrol(officer.id, f"telegram:{name}", NOW, language="fr")
        self.officers[name] = officer.id
        return officer.id

    def look(self, now: float) -> dict[str, str]:
        """The words of one look, by chat."""
        reminders = DeadlineReminders(words(), frozenset(), SERVICES)
        with self.line.storage.write() as unit:
            due = reminders.due(unit, now)
            rows = reminders.remind(unit, now)
            assert due or not rows
        return {row.chat: decode(row.body).text for row in rows}

    def late(self, now: float) -> dict[str, str]:
        late = LatePersons(words(), Duty(), engine())
        with self.line.storage.write() as unit:
            return {row.chat: decode(row.body).text for row in late.tell(unit, now)}

    def change(self, status: str, note: str, now: float) -> None:
        with self.line.storage.write() as unit:
            unit.cases.change_status(ChangeStatus("R1", status, note, "salma"), now)

    def conversation(self, **fields: object) -> None:
        with self.line.storage.write() as unit:
            unit.conversations.save(Conversation(CHAT, **fields))  # type: ignore[arg-type]  # as given


SERVICES = (Service("fes", Named("Police", "الشرطة"), Named("Fès", "فاس"), officers=("Karim",)),)


@pytest.fixture
def told(storage, tmp_path):
    return Told(Line.opened(storage, tmp_path), {})


def text(key, **args):
    return words().text("fr", key, args)


def test_all_who_may_take_it_then_whoever_has_it_then_supervisors(told):
    supervisor, one, admin = "telegram:Salma", "telegram:Omar", "telegram:Ali"
    told.officer("Salma", "supervisor")
    told.officer("Omar", "investigator")
    told.officer("Ali", "administrator")
    told.line.file("R1")
    assert told.look(PASSED - 5 * 3600) == {}
    soon = told.look(PASSED - 3 * 3600)
    assert {*soon} == {supervisor, one}
    assert all(text("deadline-soon", count=1) in said and "R1" in said for said in soon.values())
    assert told.look(PASSED - 3 * 3600) == {}
    with told.line.storage.write() as unit:
        unit.cases.work.assign("R1", told.officers["Omar"], "salma", NOW)
    answer = NOW + CALM["first_answer"]
    assert {*told.look(answer)} == {one}
    late = told.look(answer + DAY)
    assert {*late} == {supervisor}
    assert text("deadline-escalated", count=1) in late[supervisor]
    assert admin not in late
    assert told.look(answer + 30 * DAY) == {}


def test_of_a_case_that_a_service_has_its_officers_hear_and_its_reporter_nothing(told):
    told.officer("Salma", "supervisor")
    told.officer("Karim", "investigator")
    told.line.file("R1")
    told.change("referred", "", NOW)
    with told.line.storage.write() as unit:
        case = unit.cases.by_reference("R1")
        unit.cases.work.hand_over(case.id, "R1", Act("handed-over", "salma", "fes"), NOW)
        assert unit.waiting.deadlines.of(case.id).news == 0
    due = NOW + CALM["service"]
    assert {*told.look(due)} == {"telegram:Karim"}
    assert {*told.look(due + DAY)} == {"telegram:Salma"}


def test_many_are_one_message_and_while_nobody_hears_nothing_is_lost(told):
    told.officer("Nobody", "supervisor", chat=False)
    for number in range(3):
        told.line.file(f"R{number}")
    assert told.look(PASSED) == {}
    told.officer("Salma", "supervisor")
    said = told.look(PASSED)
    assert {*said} == {"telegram:Salma"}
    assert text("deadline-passed", count=3) in said["telegram:Salma"]
    assert "R2" not in said["telegram:Salma"]


def test_the_holder_without_a_chat_is_told_through_the_others(told):
    told.officer("Salma", "supervisor")
    omar = told.officer("Omar", "investigator", chat=False)
    told.line.file("R1")
    with told.line.storage.write() as unit:
        unit.cases.work.assign("R1", omar, "salma", NOW)
    assert {*told.look(NOW + CALM["first_answer"])} == {"telegram:Salma"}


def test_of_two_servers_at_once_one_tells(told):
    told.officer("Salma", "supervisor")
    told.line.file("R1")
    with told.line.storage.write() as unit:
        unit.waiting.persons.ask(unit.cases.by_reference("R1").id, NOW, NOW + 600)
    works = (told.look, told.late)
    said: list[dict[str, str]] = []
    threads = [threading.Thread(target=lambda work=work: said.append(work(PASSED))) for work in works * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(one) for one in said) == [0, 0, 0, 0, 1, 2]  # the late person's chat hears it too


def test_a_silent_reporter_is_reminded_once_gently_and_hears_the_question_should_it_not_arrive(told):
    told.line.file("R1", chat=CHAT)
    told.change("", "où était-ce ?", NOW)
    assert told.look(NOW + 3 * DAY - 1) == {}
    (said,) = told.look(NOW + 3 * DAY).values()
    assert "R1" in said
    assert "où était-ce" not in said
    assert told.look(NOW + 3 * DAY + 1) == {}
    told.change("", "et quand ?", NOW + 4 * DAY)
    with told.line.storage.write() as unit:
        unit.filing.amend(AmendCase("R1", (("story", "hier"),)), NOW + 5 * DAY)
    assert told.look(NOW + 8 * DAY) == {}


@pytest.mark.parametrize("fields", [{"stopped": True}, {"hushed": True}, {"reachable": False}])
def test_who_wants_no_messages_or_cannot_get_them_is_not_reminded(told, fields):
    told.line.file("R1", chat=CHAT)
    told.change("", "où ?", NOW)
    told.conversation(**fields)
    assert told.look(NOW + 3 * DAY) == {}
    told.conversation()
    assert told.look(NOW + 4 * DAY) == {}


def test_a_traceless_case_writes_to_nobody(told):
    told.line.file("R1", traceless=True)
    told.change("", "où ?", NOW)
    assert told.look(NOW + 3 * DAY) == {}


@pytest.mark.parametrize(("templates", "sent"), [(frozenset(), 0), (frozenset({"ary"}), 1)])
def test_outside_the_window_only_a_template_brings_a_reminder(told, templates, sent):
    with told.line.storage.write() as unit:
        chat = unit.whatsapp.chat(("+212600000001",), "+212600000001", NOW)
        unit.whatsapp.wrote(chat, NOW)
    told.line.file("R1", chat=chat)
    told.change("", "où ?", NOW)
    with told.line.storage.write() as unit:
        reminders = DeadlineReminders(words(), templates)
        assert len(reminders.remind(unit, NOW + 3 * DAY)) == sent
        assert reminders.remind(unit, NOW + 4 * DAY) == []


def test_whoever_asked_for_news_hears_that_they_are_late(told):
    told.line.file("R1", chat=CHAT)
    told.line.file("R2", chat=CHAT)
    with told.line.storage.write() as unit:
        running = unit.waiting.deadlines.of(unit.cases.by_reference("R1").id)
        unit.waiting.deadlines.say(running, "promised")
    assert told.look(PASSED) == {}
    (said,) = told.look(NOW + CALM["first_answer"]).values()
    assert "R1" in said
    assert told.look(PASSED + 9 * DAY) == {}


def test_whom_nobody_answered_reads_the_lines_again_and_supervisors_hear_it(told):
    told.officer("Salma", "supervisor")
    told.officer("Omar", "investigator")
    told.line.file("R1", chat=CHAT, urgent=True)
    with told.line.storage.write() as unit:
        unit.waiting.persons.ask(unit.cases.by_reference("R1").id, NOW, NOW + 600)
    assert told.late(NOW + 599) == {}
    said = told.late(NOW + 600)
    assert {*said} == {CHAT, "telegram:Salma"}
    assert "19" in said[CHAT]
    assert text("person-unanswered", count=10) in said["telegram:Salma"]
    assert told.late(NOW + 700) == {}
    with told.line.storage.read() as unit:
        assert [link.event for link in unit.custody.of_case("R1")][-1] == "person-late"


def test_where_the_reporter_may_be_held_no_unasked_word_tells_of_a_case(told):
    told.line.file("R1", chat=CHAT, category="trafficking", urgent=True)
    told.line.file("R2", chat=CHAT, category="trafficking")
    with told.line.storage.write() as unit:
        first, second = (unit.cases.by_reference(one).id for one in ("R1", "R2"))
        unit.waiting.persons.ask(first, NOW, NOW + 600)
        unit.waiting.deadlines.say(unit.waiting.deadlines.of(second), "promised")
        _, rows = take(unit, words(), "R1", "omar", NOW)
        assert rows == []
    said = [told.late(NOW + 600), told.look(NOW + CALM["first_answer"])]
    told.change("", "où ?", NOW + 20 * DAY)
    said.append(told.look(NOW + 23 * DAY))
    quiet = {CHAT: words().text("ary", "notice-quiet")}
    assert said == [quiet, {}, quiet]


def test_who_leaves_the_case_without_an_address_waits_for_nobody(told):
    told.officer("Salma", "supervisor")
    told.line.file("R1", chat=CHAT, urgent=True)
    with told.line.storage.write() as unit:
        unit.waiting.persons.ask(unit.cases.by_reference("R1").id, NOW, NOW + 600)
        unit.privacy.untie("R1", CHAT, NOW)
    assert told.late(NOW + 600) == {}
