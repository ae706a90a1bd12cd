"""The people of WhatsApp: their chats, also after a number got another owner."""

import pytest
from sqlalchemy import select

from flows.core.conversation import Conversation
from storage.chats.whatsapp_people import DAY, FORGOTTEN, RECENT, SILENT, day_of
from storage.durable import replace_file
from storage.sealing.erasure_keys import ErasureKeys
from storage.sealing.rotation import protect_again
from storage.sealing.server_keys import load
from storage.sealing.vault import Vault
from storage.tables.base import metadata
from storage.tables.whatsapp import StoredIdentity, StoredWhatsAppChat
from storage.unit import Storage
from tests.storage.sealed import Line

NOW = 1_000_000.0
N1, N2, N3 = "+212600000001", "+212600000002", "+212600000003"
A, B = "MA.aaa", "MA.bbb"


def who(*names: str) -> tuple[tuple[str, ...], str]:
    """A message from these names, and the address to answer it at: its number, if it has one."""
    return names, next((name for name in names if name.startswith("+")), names[0])


class People:
    """Does with each message what the product does, at a time that the test chooses."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.now = NOW

    def writes(self, *names: str) -> str:
        with self.storage.write() as unit:
            chat = unit.whatsapp.settled(*who(*names), self.now)
            chat = chat or unit.whatsapp.chat(*who(*names), self.now)
            unit.whatsapp.wrote(chat, self.now)
        return chat

    def waits(self, seconds: float) -> None:
        self.now += seconds

    def address(self, chat: str) -> str:
        with self.storage.read() as unit:
            reach = unit.whatsapp.address_of(chat)
        assert reach is not None
        return reach.address


@pytest.fixture
def people(storage):
    return People(storage)


def test_a_number_is_a_person_where_nothing_else_is_known(people):
    chat = people.writes(N1)
    people.waits(SILENT - DAY)
    assert people.writes(N1) == chat != people.writes(N2)
    assert people.address(chat) == N1


def test_nothing_is_written_for_someone_known_who_has_changed_nothing(people):
    chat = people.writes(A, N1)
    with people.storage.read() as unit:
        assert unit.whatsapp.settled(*who(A, N1), NOW) == chat
        for changed in (who(A), who(B, N1), who(A, N2), ((A, N1), A)):
            assert unit.whatsapp.settled(*changed, NOW) == (chat if changed == who(A, N1) else "")
        assert unit.whatsapp.settled(*who(A, N1), NOW + 90_000) == ""


def test_a_new_number_keeps_the_chat_and_is_written_to(people):
    chat = people.writes(A, N1)
    people.waits(SILENT * 3)
    assert people.writes(A, N2) == chat
    assert people.address(chat) == N2
    assert people.writes(A) == chat
    assert people.address(chat) == A


def test_the_old_number_is_nobodys(people):
    chat = people.writes(A, N1)
    people.writes(A, N2)
    assert people.writes(N1) != chat


def test_an_id_that_comes_to_a_known_number_keeps_the_chat_and_so_does_a_new_one(people):
    chat = people.writes(N1)
    assert people.writes(A, N1) == chat
    people.waits(RECENT - DAY)
    assert people.writes(B, N1) == chat
    assert people.writes(B) == chat
    assert people.writes(A) != chat, "one id at a time"


def test_a_number_that_another_id_brings_after_a_rest_is_somebody_else(people):
    chat = people.writes(A, N1)
    people.waits(RECENT)
    other = people.writes(B, N1)
    assert other != chat
    assert (people.address(other), people.address(chat)) == (N1, ""), "nothing goes to the old owner's number"
    assert people.writes(A, N3) == chat
    assert people.address(chat) == N3


def test_a_number_long_silent_is_somebody_else(people):
    chat = people.writes(N1)
    people.waits(SILENT)
    other = people.writes(N1)
    assert other != chat
    assert people.address(chat) == ""
    assert people.writes(N1) == other


def test_a_name_is_not_given_twice_while_anything_is_kept_under_it(people, storage):
    with storage.write() as unit:
        unit.conversations.save(Conversation(f"whatsapp:{N1}"))
    assert people.writes(N1) != f"whatsapp:{N1}"
    assert people.writes(N2) == f"whatsapp:{N2}"


def test_the_number_on_whatsapp_may_differ_from_the_one_that_writes(people):
    chat = people.writes("+5215511112222", "+525511112222")
    assert people.writes("+525511112222") == chat


def test_what_stands_in_the_way_of_messages_until_they_write(people, storage):
    chat = people.writes(N1)
    with storage.write() as unit:
        assert not unit.whatsapp.close(chat, NOW - 1, NOW + 1), "they wrote since"
        assert unit.whatsapp.close(chat, NOW, NOW + 6)
        assert not unit.whatsapp.close(chat, NOW + 5, NOW + 7), "that is known"
        assert not unit.whatsapp.stop(chat, NOW - 1, NOW + 7)
        assert unit.whatsapp.stop(chat, NOW + 5, NOW + 8)
    with storage.write() as unit:
        reach = unit.whatsapp.address_of(chat)
        assert (reach.inbound, reach.closed, reach.stopped) == (NOW, NOW + 6, NOW + 8)
        unit.whatsapp.wrote(chat, NOW - 100)
        unit.transaction.flush()
        reach = unit.whatsapp.address_of(chat)
        assert (reach.inbound, reach.closed, reach.stopped) == (NOW, 0.0, 0.0)
        unit.whatsapp.wrote(chat, NOW + 100)
        unit.transaction.flush()
        assert unit.whatsapp.address_of(chat).inbound == NOW + 100
        assert unit.whatsapp.address_of("whatsapp:+1") is None


def test_contents_are_found_by_name_until_they_are_no_more(storage):
    with storage.write() as unit:
        assert unit.whatsapp.content("ballegh_reply_fr_1") is None
        unit.whatsapp.remember_content("ballegh_reply_fr_1", "HX1")
        assert unit.whatsapp.content("ballegh_reply_fr_1") == "HX1"
        unit.whatsapp.remember_content("ballegh_reply_fr_1", "")
        assert unit.whatsapp.content("ballegh_reply_fr_1") is None


def test_the_long_silent_are_forgotten_unless_a_case_is_to_answer_them(people, storage, tmp_path):
    silent, reporter = people.writes(N1), people.writes(N2)
    Line.opened(storage, tmp_path).file("R1", chat=reporter)
    people.waits(SILENT)
    people.writes(N3)
    with storage.write() as unit:
        assert unit.whatsapp.forget_silent(people.now - DAY, people.now - 1) == 2
        assert unit.whatsapp.address_of(silent) is None
        assert unit.whatsapp.address_of(reporter).address == N2
    assert people.writes(N1) == silent


def test_the_day_of_a_name_is_stored_and_no_time(people, storage):
    people.writes(A, N1)
    people.waits(DAY)
    people.writes(A, N1)
    assert {row.seen for row in _rows(storage, StoredIdentity.__table__)} == {day_of(NOW + DAY)}


def test_a_chat_that_leaves_no_trace_has_no_row_and_its_next_message_a_new_one(people, storage):
    chat = people.writes(A, N1)
    with storage.write() as unit:
        unit.privacy.part(chat, collected=False)
    assert _rows(storage, StoredIdentity.__table__) == _rows(storage, StoredWhatsAppChat.__table__) == []
    assert people.address(people.writes(A, N1)) == N1


def test_a_chat_with_a_case_or_a_draft_keeps_its_address_and_the_day(people, storage, tmp_path):
    reporter, drafting = people.writes(N1), people.writes(N2)
    Line.opened(storage, tmp_path).file("R1", chat=reporter)
    with storage.write() as unit:
        unit.privacy.part(reporter, collected=False)
        unit.privacy.part(drafting, collected=False, goes_on=True)
    assert {row.inbound for row in _rows(storage, StoredWhatsAppChat.__table__)} == {day_of(NOW)}
    with storage.write() as unit:
        known = unit.whatsapp.address_of(reporter)
        assert (known.whole_day, known.inbound) == (True, day_of(NOW) + DAY), "open as long as it may be"
        unit.whatsapp.wrote(reporter, NOW + 5)
    with storage.read() as unit:
        assert unit.whatsapp.address_of(reporter).inbound == NOW + 5
    assert people.writes(N1) == reporter


def test_a_chat_whose_number_changed_is_still_answered_at_the_new_one(people, storage):
    chat = people.writes(A, N1)
    people.writes(A, N2)
    with storage.write() as unit:
        unit.privacy.part(chat, collected=False)
    assert people.address(chat) == N2


def test_no_table_tells_an_address(people, storage):
    people.writes(A, N1)
    held = repr([row for table in metadata.sorted_tables for row in _rows(storage, table)])
    for secret in (N1, N1[1:], A, N1.encode().hex()):
        assert secret not in held


def test_the_servers_key_may_be_changed(database, tmp_path):
    path = tmp_path / "server.key"
    storage = Storage(database, Vault.load(path))
    chat = People(storage).writes(N1)
    replace_file(path, load(path, {}).rotated().text().encode())
    turned = Vault.load(path)
    assert protect_again(database, turned, ErasureKeys(database, turned)) == 1
    replace_file(path, load(path, {}).without_retired().text().encode())
    assert People(Storage(database, Vault.load(path))).address(chat) == N1


def _rows(storage, table):
    with storage.read() as unit:
        return unit.transaction.rows(select(table))


def test_whoever_is_forgotten_comes_back_as_somebody_new(people, storage):
    chat = people.writes(A, N1)
    with storage.write() as unit:
        unit.privacy.forget_chat(chat, NOW)
    assert _rows(storage, StoredIdentity.__table__) == []
    with storage.write() as unit:
        assert unit.whatsapp.address_of(chat).address == N1, "for the answer that is on its way"
        unit.whatsapp.forget_silent(0, people.now + 1)
    assert _rows(storage, StoredWhatsAppChat.__table__) == []
    with storage.read() as unit:
        assert unit.whatsapp.settled(*who(A, N1), NOW) == ""


TIDY = 3600.0
"""Seconds between two rounds of tidying."""


@pytest.mark.parametrize("hour", [0.01, 1, 5.5, 12, 18.25, 23, 23.99])
def test_a_forgotten_address_is_gone_in_two_days_whenever_in_the_day_it_was_forgotten(people, storage, hour):
    """A chat that is answered at another number than its first keeps its row for the answer on its way."""
    people.now = day_of(NOW)
    chat = people.writes(A, N1)
    people.waits(hour * 3600)
    people.writes(A, N2)
    with storage.write() as unit:
        unit.privacy.forget_chat(chat, people.now)
        unit.privacy.part(chat, collected=False)
    forgotten, gone = people.now, None
    while gone is None:
        people.waits(TIDY)
        with storage.write() as unit:
            unit.whatsapp.forget_silent(people.now - SILENT, people.now - FORGOTTEN)
            gone = None if unit.whatsapp.address_of(chat) else people.now
    assert 20 * TIDY < gone - forgotten <= 48 * TIDY
