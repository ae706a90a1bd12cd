"""Role by transition: the desk and the chats give a status where the table says so, and nowhere else."""

import pytest

from bot.desk.changes import apply
from bot.desk.view import Look, look
from bot.turn.status import check_officer, check_step
from flows.core.effects import ChangeStatus
from flows.core.statuses import GIVEN, STATUS, STATUSES
from flows.desk.roles import ROLES, may, steps
from flows.places.services import Service
from flows.said import Named
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Change
from storage.cases.officers import Officer
from storage.custody.links import Act
from storage.errors import ImpossibleStep
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.databases import prepared
from tests.dialogue import words
from tests.storage.sealed import NOW, Line

FES = Named("Fès", "فاس")
SERVICES = (Service(id="fes", name=FES, city=FES, officers=("Karim",)),)
REFERENCES = {status: f"S{at}" for at, status in enumerate(STATUSES)}


class Undone(Exception):
    """Ends a transaction without its changes."""


@pytest.fixture(scope="module")
def line(tmp_path_factory):
    """A case of each status."""
    folder = tmp_path_factory.mktemp("steps")
    storage = Storage(prepared(folder), Vault(bytes(32)))
    line = Line.opened(storage, folder)
    for status, reference in REFERENCES.items():
        line.file(reference)
        with storage.write() as unit:
            unit.cases.change_status(ChangeStatus(reference, status), NOW)
    yield line
    storage.database.close()


def at_the_desk(line, caller: Caller, present: str, status: str, *, own: bool) -> bool:
    """Whether the desk gives a case the status; nothing stays of it."""
    try:
        with line.storage.write() as unit:
            case = unit.cases.by_reference(REFERENCES[present])
            seen = Look(unit, caller, case, own, NOW)
            apply(lambda: seen, [Change("status", status=status)], words())
            after = unit.cases.by_reference(case.reference)
            assert (after.status, bool(unit.cases.newest(99, status=status))) == (status, True)
            raise Undone
    except Undone:
        return True
    except Refused as refused:
        return refused.code not in {"role", "not-own", "status"}


def in_a_chat(line, officer: Officer, present: str, status: str) -> bool:
    try:
        with line.storage.read() as unit:
            effect = ChangeStatus(REFERENCES[present], status, officer=officer.id)
            check_officer(unit, SERVICES, officer, effect)
            check_step(unit, effect)
    except ImpossibleStep as refused:
        return refused.status != present
    return True


def needed(status: str, present: str) -> str:
    """Who sorts cases moves those that nobody has decided on."""
    sorts = present in ("received", "examined") and status in ("examined", "referred")
    return "refer" if sorts else "status"


def test_who_sorts_undoes_no_decision():
    """No case that was dismissed, referred or is with the prosecutor comes back by who sorts cases."""
    found = {present: steps("intake", present) for present in STATUS}
    assert {present: given for present, given in found.items() if given} == {
        "received": ("examined", "referred"),
        "examined": ("referred",),
    }
    for present, row in STATUS.items():
        assert steps("supervisor", present) == row.after
        assert (steps("investigator", present, own=True), steps("investigator", present)) == (row.after, ())
        assert steps("administrator", present) == ()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.few(2)
def test_each_role_takes_each_step_that_the_table_allows_and_no_other(line, role):
    """The own cases of an investigator count at the desk; in the chat here nobody has a case."""
    caller = Caller(id="o1", name="O", role=role, state="ready", secret="", passkey="", signed_in=NOW)
    officer = Officer("o1", "O", "telegram:1", "fr", NOW, NOW, 0.0, role)
    for present, row in STATUS.items():
        for status in STATUSES:
            possible = status in row.after
            for own in (True, False) if role == "investigator" else (False,):
                expected = possible and may(role, needed(status, present), own=own)
                assert at_the_desk(line, caller, present, status, own=own) is expected, (present, status)
            assert in_a_chat(line, officer, present, status) is (
                possible and may(role, needed(status, present))
            ), (
                present,
                status,
            )


def test_only_the_reporter_withdraws_and_only_what_is_open(line):
    with line.storage.read() as unit:
        for present, row in STATUS.items():
            effect = ChangeStatus(REFERENCES[present], "withdrawn")
            if row.queued:
                check_step(unit, effect)
            else:
                with pytest.raises(ImpossibleStep):
                    check_step(unit, effect)
    assert "withdrawn" not in GIVEN


def test_suspects_are_counted_at_the_desk_once_the_police_have_the_case(line):
    caller = Caller(id="o1", name="O", role="supervisor", state="ready", secret="", passkey="", signed_in=NOW)

    def counted(present: str, number: int, outcome: str) -> bool:
        try:
            with line.storage.write() as unit:
                one = Change("suspect", number=number, outcome=outcome)
                apply(lambda: look(unit, caller, REFERENCES[present], NOW), [one], words())
        except Refused as refused:
            return refused.code not in {"status", "request"}
        return True

    assert {present: counted(present, 0, "identified") for present in STATUS} == {
        present: row.police for present, row in STATUS.items()
    }
    assert counted("identified", 0, "wanted")
    assert counted("identified", 1, "justice")
    assert not counted("identified", 4, "justice")
    assert not counted("identified", 1, "closed")
    with line.storage.read() as unit:
        found = unit.suspects.of(REFERENCES["identified"])
        assert [(one.number, one.outcome) for one in found] == [(1, "justice"), (2, "wanted")]
        assert unit.suspects.counts(NOW, NOW + 1)["justice"] == 1
        acts = [
            link.purpose for link in unit.custody.of_case(REFERENCES["identified"]) if link.event == "suspect"
        ]
    assert acts == ["1:identified", "2:wanted", "1:justice"]


@pytest.mark.parametrize("name", ["Karim", "Omar"])
@pytest.mark.parametrize("status", ["", "investigated"])
def test_a_case_of_the_service_is_its_officers_own_in_a_chat_too(line, name, status):
    officer = Officer("o2", name, "telegram:2", "fr", NOW, NOW, 0.0, "investigator")
    reference, allowed = "SERVED", name == "Karim"
    with line.storage.read() as unit:
        there = unit.cases.by_reference(reference)
    if there is None:
        line.file(reference)
        with line.storage.write() as unit:
            unit.cases.change_status(ChangeStatus(reference, "referred"), NOW)
            unit.custody.add(reference, NOW, Act("handed-over", "o1", "fes"))
    with line.storage.read() as unit:
        effect = ChangeStatus(reference, status, "words", officer=officer.id)
        if allowed:
            check_officer(unit, SERVICES, officer, effect)
        else:
            with pytest.raises(ImpossibleStep):
                check_officer(unit, SERVICES, officer, effect)
