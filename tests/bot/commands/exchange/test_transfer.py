"""From people's reports through a file to another institution's line, whose check then knows the values."""

import json
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import select

from bot.commands.answer import Refused, WrongUsage
from bot.commands.exchange import indicators, sheet, transfer
from bot.turn.officer_lookups import officer_case, technical
from flows.core.effects import ChangeStatus
from storage.audit.verify import verify
from storage.custody.directory import INDICATORS
from storage.sealing.age import fresh_key
from storage.tables.campaigns import StoredCaseToken
from tests.bot.commands.exchange.lines import SHARED, SMS, Line

THREE = ("telegram:a", "telegram:b", "telegram:c")
FORMATS = ("csv", "stix", "misp")


@pytest.fixture
def line(tmp_path: Path):
    made = Line.opened(tmp_path / "here")
    yield made
    assert verify(made.base.storage, made.base.store("evidence")) == []
    made.base.database.close()


@pytest.fixture
def partner(tmp_path: Path):
    made = Line.opened(tmp_path / "partner")
    yield made
    made.base.database.close()


def shared(file: Path) -> set[tuple[str, str]]:
    """The kinds and values of a sheet."""
    return {
        (str(row.kind), row.value.removeprefix("rib:").removeprefix("tel:"))
        for row in sheet.rows(file.read_bytes())
    }


def exported(line: Line, tmp_path: Path, **more: object) -> set[tuple[str, str]]:
    file = tmp_path / "shared.csv"
    line.export(file, "csv", force=True, **more)
    return shared(file)


@pytest.mark.parametrize("form", FORMATS)
def test_what_several_reported_here_is_known_to_the_check_there(line, partner, tmp_path, form):
    line.reported(SMS, *THREE)
    file = tmp_path / "list"
    line.export(file, form, tlp="clear", actor="salma")
    asks = (
        partner.person("telegram:z").says("check").says(SMS).sees("checked-unknown").misses("checked-known")
    )
    said = transfer.imported(partner.base, file, source="dgsn", actor="imane")
    assert said.lines[0] == "8 indicators are known from now on, 8 of them to the public too"
    assert partner.links(INDICATORS) == [("list-imported", "imane", "dgsn:8:0")]
    for text in ("+212 612-345-678", "https://x.poste-ma.xyz/autre", "bit.ly/Colis9"):
        asks.says("check").says(text).sees("checked-known").misses("checked-reported", "checked-unknown")
    asks.says("check").says("06 12 34 56 79").sees("checked-unknown").misses("checked-known")


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_in_the_log_with_its_officer_and_counts(line, tmp_path, form):
    line.reported(SMS, *THREE)
    said = line.export(tmp_path / "list", form, tlp="green", actor="salma")
    assert said == (
        f"{tmp_path}/list: 8 indicators, TLP:GREEN",
        "1 case was opened for it, and the custody log says so",
    )
    assert line.links(INDICATORS) == [("indicators-exported", "salma", f"{form}:green:8")]
    with line.base.storage.read() as unit:
        newest = unit.cases.newest(1)[0].reference
    assert ("opened", "salma", "indicators") in line.links(newest)


def test_only_what_enough_people_reported_leaves(line, tmp_path):
    line.reported(SMS, *THREE[:2])
    line.reported(SMS, THREE[0])
    assert exported(line, tmp_path) == set()
    line.reported(SMS, THREE[2])
    assert exported(line, tmp_path) == SHARED


def test_what_an_officer_confirmed_leaves_until_it_is_taken_back(line, tmp_path):
    line.reported(SMS, "telegram:a")
    indicators.confirmed(line.base, "domain", "poste-ma.xyz", actor="salma")
    indicators.confirmed(line.base, "phone", "+212699999999", actor="salma")
    assert exported(line, tmp_path) == {("domain", "poste-ma.xyz")}
    indicators.forgotten(line.base, "domain", "poste-ma.xyz", actor="salma")
    assert exported(line, tmp_path) == set()
    assert [link[0] for link in line.links(INDICATORS)] == [
        *("indicator-confirmed", "cases-listed", "indicator-confirmed", "indicators-exported"),
        *("indicator-forgotten", "indicators-exported"),
    ]
    with pytest.raises(Refused, match="no officer"):
        indicators.forgotten(line.base, "domain", "poste-ma.xyz")


@pytest.mark.parametrize("form", FORMATS)
def test_what_one_case_names_leaves_where_an_officer_vouches_for_it(line, tmp_path, form):
    """The recruiting accounts of somebody who is held do not wait for further reports."""
    line.reported(SMS, "telegram:a")
    line.reported("https://autre-site.xyz/a me demande 500 DH", "telegram:b")
    with line.base.storage.read() as unit:
        case = unit.cases.newest(2)[1].reference
    assert exported(line, tmp_path) == set()
    assert exported(line, tmp_path, case=case) == SHARED
    said = line.export(tmp_path / "list", form, case=f"{case[:4]}-{case[4:]}", actor="salma")
    assert said[0] == f"{tmp_path}/list: 8 indicators, TLP:AMBER"
    with pytest.raises(Refused, match="no case"):
        line.export(tmp_path / "other", form, case="AAAAAAA2")
    (tmp_path / "other.key").write_text(fresh_key()[0])
    with pytest.raises(Refused, match="does not open"):
        transfer.exported(line.base, tmp_path / "other", form=form, key=tmp_path / "other.key", case=case)


def test_what_was_cleared_as_no_scam_never_leaves(line, tmp_path):
    line.reported(SMS, *THREE)
    indicators.confirmed(line.base, "email", "aide@poste-ma.xyz")
    person = (
        line.person("telegram:k")
        .says("check")
        .says("+212612345678 aide@poste-ma.xyz")
        .sees("checked-reported")
    )
    person.taps("contest").sees("contest-begun")
    person.says("c'est mon entreprise").taps("send").sees("filed")
    with line.base.storage.write() as unit:
        unit.tokens.clear(person.case.reference, on=True)
    left = exported(line, tmp_path)
    assert left == SHARED - {("phone", "+212612345678"), ("email", "aide@poste-ma.xyz")}
    with pytest.raises(Refused, match="ruled it out"):
        indicators.confirmed(line.base, "phone", "+212612345678")


def test_a_reporters_own_number_never_leaves(line, tmp_path):
    for chat in THREE:
        person = line.person(chat).says("Mon numéro est 06 61 22 33 44. Arnaque du 0612345678, payez 200 DH")
        person.taps("send").sees("filed")
    assert exported(line, tmp_path) == {("phone", "+212612345678")}


@pytest.mark.parametrize("confirmed", [False, True])
def test_the_number_of_someone_who_writes_on_whatsapp_stays_unless_an_officer_confirmed_it(
    line, tmp_path, confirmed
):
    line.reported("Arnaque: appelez le 06 61 22 33 44 ou le 06 12 34 56 78", *THREE)
    with line.base.storage.write() as unit:
        unit.whatsapp.chat(("+212661223344",), "whatsapp:+212661223344", line.house.now)
    if confirmed:
        indicators.confirmed(line.base, "phone", "+212661223344")
    left = exported(line, tmp_path)
    assert ("phone", "+212612345678") in left
    assert (("phone", "+212661223344") in left) is confirmed


def test_nothing_else_of_a_report_leaves(line, tmp_path):
    for number, chat in enumerate(THREE):
        person = line.person(chat).says(
            f"Bonjour, je suis Nadia{number} et j'ai payé 0612345678 à Tétouan, secret{number}"
        )
        person.taps("send").sees("filed")
    for form in FORMATS:
        line.export(tmp_path / form, form)
        text = (tmp_path / form).read_text("utf-8")
        assert "12345678" in text
        assert not [word for word in ("Nadia", "Tétouan", "secret", "telegram:", "payé") if word in text]
        with line.base.storage.read() as unit:
            assert not [case.reference for case in unit.cases.newest(9) if case.reference in text]


def test_erased_and_withdrawn_cases_are_in_no_export(line, tmp_path):
    line.reported(SMS, *THREE, "telegram:d")
    with line.base.storage.write() as unit:
        references = [case.reference for case in unit.cases.newest(9)]
        for reference in references[:2]:
            unit.cases.change_status(ChangeStatus(reference, "withdrawn"), line.house.now)
    assert exported(line, tmp_path) == set()


def test_a_key_that_opens_nothing_exports_nothing_and_opens_no_case(line, tmp_path):
    line.reported(SMS, *THREE)
    stranger = tmp_path / "stranger.key"
    stranger.write_text(fresh_key()[0])
    said = line.export(tmp_path / "list.csv", "csv", key=stranger)
    assert said[0].endswith("list.csv: 0 indicators, TLP:AMBER")
    assert [*said[2:]] == ["3 cases do not open with this key: what such a case alone tells is left out"]
    with line.base.storage.read() as unit:
        chains = [unit.custody.of_case(case.reference) for case in unit.cases.newest(9)]
    assert not [link for chain in chains for link in chain if link.event == "opened"]
    with pytest.raises(Refused, match="--key"):
        line.export(tmp_path / "other.csv", "csv", key=None)
    with pytest.raises(Refused, match="--force"):
        line.export(tmp_path / "list.csv", "csv")


def test_since_leaves_out_what_was_reported_before(line, tmp_path):
    line.reported(SMS, *THREE)
    assert exported(line, tmp_path, since="2026-09-01") == SHARED
    assert exported(line, tmp_path, since="2027-01-01") == set()


@pytest.mark.parametrize(
    ("tlp", "public", "told"),
    [("clear", False, True), ("green", False, False), ("red", False, False), ("red", True, True)],
)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.few(4)
def test_the_public_hears_only_of_what_the_mark_allows(line, partner, tmp_path, form, tlp, public, told):
    line.reported("0612345678 colis bloqué payez", *THREE)
    line.export(tmp_path / "list", form, tlp=tlp)
    transfer.imported(partner.base, tmp_path / "list", source="dgsn", public=public)
    asks = partner.person("telegram:z").says("check").says("0612345678")
    asks.sees("checked-known" if told else "checked-unknown")
    asks.says("menu")
    partner.reported("0612345678 colis bloqué payez", "telegram:y")
    officer = partner.person("telegram:900")
    with partner.base.storage.write() as unit:
        _, code = unit.officers.add("Salma", partner.house.now)
    officer.starts(f"officer_{code}").says(partner.house.person("telegram:y").case.reference).sees(
        "case-listed"
    )


def test_an_officers_confirmation_is_seen_in_the_next_case(line):
    indicators.confirmed(line.base, "phone", "+212612345678")
    line.reported("0612345678 colis bloqué payez", "telegram:y")
    reference = line.house.person("telegram:y").case.reference
    assert ("listed", "server", "confirmed") in line.links(reference)
    line.person("telegram:x").says("check").says("0612345678").sees("checked-known")


def counted(line: Line) -> list[tuple[str, int, int]]:
    """Each list's name, its number of indicators, and how many the public hears of."""
    data = json.loads(json.dumps(indicators.sources(line.base).data))
    return [(one["source"], one["count"], one["public"]) for one in data]


def test_lists_are_named_counted_replaced_and_dropped(line, tmp_path):
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    first.write_text("kind,value,tlp\nphone,+212612345678,amber\ndomain,evil.top,\n")
    second.write_text("type;value\n")
    transfer.imported(line.base, first, source="cert")
    assert counted(line) == [("cert", 2, 1)]
    second.write_text("Type,Indicator\nDomain,other.top\n")
    transfer.imported(line.base, second, source="cert", replace=True)
    assert counted(line) == [("cert", 1, 1)]
    indicators.dropped(line.base, "cert")
    assert indicators.sources(line.base).lines[0].startswith("no lists yet")
    for name in ("cert", ""):
        with pytest.raises(Refused, match="no list"):
            indicators.dropped(line.base, name)


@pytest.mark.parametrize(
    "name", ["", "a b", "confirmed", "Confirmed", "CONFIRMED", " confirmed", "confirmed\n"]
)
def test_no_list_passes_for_the_word_of_our_officers(line, tmp_path, name):
    file = tmp_path / "list.csv"
    file.write_text("kind,value\ndomain,a.top\n")
    with pytest.raises(WrongUsage):
        transfer.imported(line.base, file, source=name)
    assert line.links(INDICATORS) == []


def test_rows_that_are_not_taken_are_named_with_the_reason(line, tmp_path):
    file = tmp_path / "list.csv"
    bad = "".join(f"phone,06123456{n:02}\n" for n in range(60))
    file.write_text(f"kind,value\ndomain,evil.top\nmd5,abc\ndomain,facebook.com\n{bad}phone,\n\nphone\n")
    said = transfer.imported(line.base, file, source="cert")
    assert said.status == 0
    assert said.lines[:3] == (
        "1 indicator is known from now on, 1 of them to the public too",
        "60 rows were not taken: phone numbers without the code of their country",
        "2 rows were not taken: cannot be read as a value of its kind",
    )
    assert "  line 3: kind" in said.lines
    assert said.lines[-1] == "  and 14 more: --json"
    data = json.loads(json.dumps(said.data))
    assert len(data["refused"]) == 64
    assert data["refused"][-1] == {"place": "line 67", "reason": "unreadable"}
    assert not [value for value in ("evil", "0612") if value in str(said)]
    file.write_text("kind,value\nmd5,abc\n")
    assert transfer.imported(line.base, file, source="cert").status == 1


@pytest.mark.parametrize(
    ("kind", "value"), [("phone", "0612345678"), ("domain", "facebook.com"), ("rib", "1")]
)
def test_a_doubtful_value_is_not_confirmed(line, kind, value):
    with pytest.raises(Refused, match="not taken"):
        indicators.confirmed(line.base, kind, value)


LONG = "Bonjour, votre colis numero {} est en attente au bureau, merci de regler les frais de douane ce soir"


def openings(line: Line) -> int:
    """How often a case was opened for an export."""
    with line.base.storage.read() as unit:
        chains = [unit.custody.of_case(case.reference) for case in unit.cases.newest(20, status="")]
    return sum(link.event == "opened" for chain in chains for link in chain)


def test_cases_of_the_same_text_are_opened_for_nothing_by_no_export(line, tmp_path):
    """The bands of their text are reported by three, and the sender's name; neither is a value to share."""
    line.reported(LONG.format("") + " SMS reçu de BARID-MA", *THREE)
    with line.base.storage.read() as unit:
        case = unit.cases.newest(1)[0]
        assert unit.campaigns.of_case(case.reference), "a campaign of three"
    assert exported(line, tmp_path) == set()
    assert openings(line) == 0


def test_a_case_of_before_is_opened_once_and_then_known(line, tmp_path):
    line.reported(LONG.format("") + " au 06 12 34 56 78", *THREE)
    with line.base.storage.write() as unit:
        unit.transaction.execute(update(StoredCaseToken).values(tells=None))
    for _ in range(4):
        assert exported(line, tmp_path) == {("phone", "+212612345678")}
    with line.base.storage.read() as unit:
        told = [row.tells for row in unit.transaction.found(select(StoredCaseToken)) if row.tells is not None]
    first = openings(line)
    assert told.count(True) == 1
    assert told.count(False) == 42
    line.reported("au 06 12 34 56 78", "telegram:d")
    assert exported(line, tmp_path) == {("phone", "+212612345678")}
    assert openings(line) - first == 1


def test_a_file_that_cannot_be_written_leaves_no_rest_and_the_log_tells_what_was_opened(line, tmp_path):
    line.reported(SMS, *THREE)
    file = tmp_path / "out" / "list.csv"
    with pytest.raises(Refused, match="no folder"):
        line.export(file, "csv")
    assert openings(line) == 0
    file.mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        line.export(file, "csv", force=True)
    assert [path.name for path in file.parent.iterdir()] == ["list.csv"]
    assert openings(line) == 1
    assert line.links(INDICATORS) == [("indicators-exported", "command", "csv:amber:8")]


def test_cases_of_before_are_told_of_a_list_once_and_the_digest_counts_them(line, tmp_path):
    line.reported(SMS, "telegram:a", "telegram:b")
    line.reported("https://autre-site.top/x", "telegram:c")
    file = tmp_path / "list.csv"
    file.write_text("kind,value\nphone,+212612345678\ndomain,poste-ma.xyz\n")
    said = transfer.imported(line.base, file, source="cert", actor="imane")
    assert said.lines[-1] == "2 earlier cases name it: officers see it there, and in the digest"
    again = transfer.imported(line.base, file, source="cert", replace=True)
    assert not [each for each in again.lines if "earlier" in each]
    indicators.confirmed(line.base, "phone", "+212612345678", actor="salma")
    with line.base.storage.read() as unit:
        cases = unit.cases.newest(9)
        found = [officer_case(unit, case.reference, {}).case for case in reversed(cases)]
        now = unit.clock()
        day = technical(unit, now - 86400)
        assert technical(unit, now + 86400).listed == 0
    assert [case and case.listed for case in found] == [("cert", "confirmed"), ("cert", "confirmed"), ()]
    assert day.listed == 4
    acts = [link for link in line.links(INDICATORS) if link[0] == "cases-listed"]
    assert acts == [("cases-listed", "imane", "cert:2"), ("cases-listed", "salma", "confirmed:2")]


def test_a_ruling_is_taken_back_by_its_value(line):
    line.reported("06 12 34 56 78", *THREE)
    with line.base.storage.write() as unit:
        unit.campaigns.dismiss(unit.campaigns.listed(0.0, 1)[0][0].code, "officer1", line.house.now)
    pair = (("phone", "+212612345678"),)
    with line.base.storage.read() as unit:
        assert unit.tokens.reported(pair, 3) == ()
    with pytest.raises(Refused, match="indicator reopen"):
        indicators.confirmed(line.base, "phone", "+212612345678")
    indicators.reopened(line.base, "phone", "+212612345678", actor="salma")
    with line.base.storage.read() as unit:
        assert unit.tokens.reported(pair, 3) == pair
    assert [link[:2] for link in line.links(INDICATORS)] == [("indicator-reopened", "salma")]
    with pytest.raises(Refused, match="no officer"):
        indicators.reopened(line.base, "phone", "+212612345678")


def test_a_banks_own_number_is_cleared_beforehand_and_never_called_reported(line, tmp_path):
    indicators.cleared(line.base, "phone", "+212612345678", actor="salma")
    line.reported(SMS, *THREE)
    assert exported(line, tmp_path) == SHARED - {("phone", "+212612345678")}
    asks = line.person("telegram:z").says("check").says("06 12 34 56 78")
    asks.sees("checked-unknown").misses("checked-reported")
    assert line.links(INDICATORS)[0] == ("indicator-cleared", "salma", "phone")
    with pytest.raises(Refused, match="already"):
        indicators.cleared(line.base, "phone", "+212612345678")
    indicators.reopened(line.base, "phone", "+212612345678")
    assert exported(line, tmp_path) == SHARED
