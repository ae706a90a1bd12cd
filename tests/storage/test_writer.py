"""The writer: jobs of a batch share a commit, and a job that fails harms no other."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import text

from flows.core.conversation import Conversation
from flows.core.events import Event, Text
from storage.delivery.messages import NOTICE
from storage.errors import InUse, Stopped, StorageFailed
from storage.unit import Storage
from storage.writer import BATCH, Job, Writer
from tests.storage.jobs import Jobs


def event(number, chat="web:1"):
    return Event(f"web:{number}", chat, 1000.0 + number, Text("salam"), message=str(number))


def turn(number, chat="web:1"):
    """The work of every turn: look for the event, count a run, say something."""

    def run(unit):
        happened = event(number, chat)
        if unit.inbox.seen(happened.id):
            return "seen"
        unit.inbox.add(happened)
        before = unit.conversations.get(chat)
        unit.conversations.save(replace(before, run=before.run + 1))
        return unit.outbox.post(chat, "reply", b"%d" % number, happened.time)

    return run


def runs(jobs, chat="web:1"):
    return jobs.do(lambda unit: unit.conversations.get(chat).run, chat)


def replies(jobs, chat="web:1"):
    return [int(row.body) for row in jobs.do(lambda unit: unit.outbox.pending(chat, 0), chat)]


def test_an_event_takes_effect_once_within_a_batch_and_across_batches(jobs):
    first = jobs.together([("web:1", turn(1)), ("web:1", turn(1)), ("web:1", turn(2))])
    assert [result for result, _ in first][1] == "seen"
    assert jobs.do(turn(1)) == "seen"
    assert runs(jobs) == 2
    assert replies(jobs) == [1, 2]


def test_an_event_takes_effect_once_over_a_restart(jobs, database, vault):
    jobs.do(turn(1))
    jobs.writer.stop()
    again = Jobs(database, vault)
    again.writer.start()
    try:
        assert again.do(turn(1)) == "seen"
        assert runs(again) == 1
    finally:
        again.writer.stop()


def test_events_of_a_chat_keep_their_order(jobs):
    numbers = [jobs.submit("web:1", turn(number)) for number in range(3 * BATCH)]
    assert all(jobs.result(number)[1] is None for number in numbers)
    assert replies(jobs) == list(range(3 * BATCH))
    assert runs(jobs) == 3 * BATCH


def test_results_of_a_batch_are_delivered_in_one_call(jobs):
    jobs.together([("web:1", turn(number)) for number in range(20)])
    assert jobs.delivered == [1, 20]


def test_a_job_that_raises_leaves_nothing_and_the_others_everything(jobs):
    def poison(unit):
        turn(2)(unit)
        raise ZeroDivisionError

    results = jobs.together([("web:1", turn(1)), ("web:1", poison), ("web:1", turn(3))])
    assert [type(error) for _, error in results] == [type(None), ZeroDivisionError, type(None)]
    assert replies(jobs) == [1, 3]
    assert runs(jobs) == 2
    assert jobs.do(turn(2)) != "seen"


def test_a_job_that_read_its_own_writes_before_it_raised_leaves_nothing(jobs):
    def poison(unit):
        turn(2)(unit)
        assert len(unit.outbox.pending("web:1", 0)) == 2
        raise ZeroDivisionError

    results = jobs.together([("web:1", turn(1)), ("web:1", poison), ("web:1", turn(3))])
    assert isinstance(results[1][1], ZeroDivisionError)
    assert replies(jobs) == [1, 3]
    assert runs(jobs) == 2


def test_a_row_that_the_database_refuses_fails_its_own_job_alone(jobs):
    """The refusal comes when the batch is flushed, after every job has run."""
    jobs.do(turn(7))

    def poison(unit):
        unit.conversations.save(replace(unit.conversations.get("web:1"), run=99))
        unit.inbox.add(event(7))

    results = jobs.together([("web:1", turn(1)), ("web:1", poison), ("web:1", turn(3))])
    errors = [error for _, error in results]
    assert errors[0] is None
    assert isinstance(errors[1], StorageFailed)
    assert errors[2] is None
    assert replies(jobs) == [7, 1, 3]
    assert runs(jobs) == 3


def test_a_refused_statement_within_a_job_fails_that_job_alone(jobs):
    def poison(unit):
        turn(2)(unit)
        unit.transaction.execute(text("UPDATE outbox SET nothing = 1"))

    results = jobs.together([("web:1", turn(1)), ("web:1", poison), ("web:1", turn(3))])
    assert [type(error) for _, error in results] == [type(None), StorageFailed, type(None)]
    assert replies(jobs) == [1, 3]


def test_errors_quote_nothing_that_was_written(jobs):
    def poison(unit):
        unit.inbox.add(Event("canary-id", "canary-chat", 0.0, Text("")))
        unit.inbox.add(Event("canary-id", "canary-chat", 0.0, Text("")))

    with pytest.raises(StorageFailed) as caught:
        jobs.do(poison)
    error = caught.value
    assert "canary" not in f"{error!r} {error} {error.__cause__!r}"


def test_what_the_cache_kept_follows_the_database_after_a_failed_batch(jobs):
    jobs.do(turn(1))
    with pytest.raises(StorageFailed):
        jobs.do(lambda unit: (turn(2)(unit), unit.inbox.add(event(1))))
    assert runs(jobs) == 1
    jobs.do(turn(2))
    assert runs(jobs) == 2


def test_what_another_connection_changed_is_seen(jobs, database, vault):
    jobs.do(turn(1))
    with Storage(database, vault).write() as unit:
        unit.conversations.save(Conversation("web:1", run=41))
    jobs.do(turn(2))
    assert runs(jobs) == 42


def test_a_forgotten_conversation_is_blank_also_later_in_the_batch(jobs):
    jobs.do(turn(1))

    def forget(unit):
        unit.conversations.forget("web:1")
        return unit.conversations.get("web:1")

    results = jobs.together([("web:1", forget), ("web:1", turn(2))])
    assert results[0][0] == Conversation("web:1")
    assert runs(jobs) == 1


def test_stopping_finishes_what_was_submitted(jobs):
    numbers = [jobs.submit(f"web:{number % 9}", turn(number, f"web:{number % 9}")) for number in range(500)]
    jobs.writer.stop()
    assert all(jobs.result(number)[1] is None for number in numbers)
    assert not jobs.writer.alive
    with pytest.raises(Stopped):
        jobs.submit("web:1", turn(1))


def test_a_settle_that_raises_keeps_no_result_from_the_others(database, vault):
    heard = []
    done = threading.Event()

    def deliver(callback):
        with pytest.raises(ZeroDivisionError):
            callback()
        done.set()

    def fall(result, error):
        raise ZeroDivisionError

    writer = Writer(Storage(database, vault), deliver)
    writer.submit(Job("web:1", "", lambda unit: 1, fall))
    writer.submit(Job("web:1", "", lambda unit: 2, lambda result, error: heard.append(result)))
    writer.start()
    assert done.wait(30)
    writer.stop()
    assert heard == [2]


def test_many_chats_at_once(jobs):
    numbers = [
        jobs.submit(f"web:{chat}", turn(n * 100 + chat, f"web:{chat}"))
        for n in range(20)
        for chat in range(50)
    ]
    assert all(jobs.result(number)[1] is None for number in numbers)
    assert [runs(jobs, f"web:{chat}") for chat in range(50)] == [20] * 50


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_two_servers_on_one_database_lose_no_update(jobs, database, vault):
    other = Jobs(database, vault)
    other.writer.start()
    try:
        mine = [jobs.submit("web:1", turn(number), f"web:{number}") for number in range(200)]
        theirs = [other.submit("web:1", turn(number), f"web:{number}") for number in range(100, 300)]
        assert all(jobs.result(number)[1] is None for number in mine)
        assert all(other.result(number)[1] is None for number in theirs)
    finally:
        other.writer.stop()
    assert runs(jobs) == 300


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_notice_waits_for_the_turn_that_another_server_plays_in_its_chat(jobs, database, vault):
    """Else the person could read it before what was written earlier. Both lock the log of custody too."""
    said, go_on = threading.Event(), threading.Event()

    def turn_that_takes_long(unit):
        row = unit.outbox.post("web:1", "reply", b"", 0.0)
        unit.transaction.flush()
        said.set()
        assert go_on.wait(30)
        unit.custody.lock()
        return row

    def notice(unit):
        unit.custody.lock()
        return [unit.outbox.post(chat, "reply", b"", 0.0, priority=NOTICE) for chat in ("web:2", "web:1")]

    other, committed = Jobs(database, vault), list[bool]()
    other.writer = Writer(
        Storage(database, vault), other._deliver, lambda seconds, done: committed.append(done)
    )
    other.writer.start()
    try:
        replying = jobs.submit("web:1", turn_that_takes_long)
        said.wait(30)
        telling = other.submit("", notice)
        while not (waiting := _waits_for_a_chat(database)) and not other.is_settled(telling):
            pass
        go_on.set()
        reply = jobs.result(replying)[0]
        assert waiting
        assert all(row.id > reply.id for row in other.result(telling)[0])
        assert not any(row.lease for row in other.result(telling)[0]), "they are claimed in their order"
        assert committed == [True], "that a chat is busy is no failure"
    finally:
        other.writer.stop()


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_what_is_durable_does_not_wait_for_a_notice_to_a_chat_that_is_busy(jobs, database, vault):
    other = Jobs(database, vault)
    other.writer.start()
    said, go_on = threading.Event(), threading.Event()

    def turn_that_takes_long(unit):
        said.set()
        return go_on.wait(30)

    def gathering(unit):
        return gathered.wait(30)

    def notice(unit):
        return unit.outbox.post("web:1", "reply", b"", 0.0, priority=NOTICE)

    gathered = threading.Event()
    try:
        other.submit("web:1", turn_that_takes_long)
        said.wait(30)
        jobs.submit("web:5", gathering)
        replying, telling = jobs.submit("web:5", turn(1, "web:5")), jobs.submit("web:5", notice)
        gathered.set()
        assert jobs.result(replying)[0].chat == "web:5"
        assert not jobs.is_settled(telling)
        go_on.set()
        assert jobs.result(telling)[1] is None
    finally:
        go_on.set()
        other.writer.stop()


def _waits_for_a_chat(database):
    with database.read() as connection:
        locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return bool(connection.exec_driver_sql(locks).scalar())


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_second_server_on_the_same_file_is_refused(database, tmp_path):
    second = type(database)("", tmp_path)
    with pytest.raises(InUse):
        second.claim_exclusive()
    database.close()
    second.claim_exclusive()
    second.close()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_full_disk_fails_every_job_and_is_over_when_there_is_room(jobs):
    jobs.do(turn(0))

    def pages(number):
        return lambda unit: unit.transaction.connection.exec_driver_sql(
            f"PRAGMA max_page_count = {number}"
        ).scalar()

    def large(unit):
        return unit.outbox.post("web:1", "reply", bytes(1 << 20), 0.0)

    jobs.do(pages(1))
    results = jobs.together([("web:1", large)] * 5)
    assert [error.full for _, error in results] == [True] * 5
    jobs.do(pages(1 << 30))
    assert jobs.do(large).id
    assert runs(jobs) == 1


def test_after_a_commit_that_failed_the_next_job_commits(jobs, database):
    """SQLite leaves the transaction open where COMMIT itself fails: here for a reference to no row."""
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE first (id integer PRIMARY KEY)")
        connection.exec_driver_sql(
            "CREATE TABLE second (id integer REFERENCES first (id) DEFERRABLE INITIALLY DEFERRED)"
        )

    def orphan(unit):
        unit.transaction.execute(text("INSERT INTO second VALUES (7)"))

    with pytest.raises(StorageFailed):
        jobs.do(orphan)
    jobs.do(turn(1))
    assert replies(jobs) == [1]


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_lost_connection_is_opened_again(jobs, database):
    jobs.do(turn(1))
    with database.write() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    numbers = [jobs.submit("web:1", turn(number)) for number in range(2, 10)]
    settled = [jobs.result(number)[1] for number in numbers]
    assert settled[-1] is None
    assert jobs.writer.alive


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_jobs_that_find_the_database_taken_fail_together_and_the_next_succeed(jobs, database):
    jobs.do(lambda unit: unit.transaction.connection.exec_driver_sql("PRAGMA busy_timeout = 10"))
    with database.write():
        results = [jobs.submit("web:1", turn(number)) for number in range(5)]
        assert [jobs.result(number)[1].passing for number in results] == [True] * 5
    assert jobs.do(turn(1)) != "seen"
    assert runs(jobs) == 1
