"""`stats` and `statement` in a terminal: text, JSON, rows for a spreadsheet, a PDF."""

import csv
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.pdf.fonts import FOLDER
from flows.core.effects import FileCase
from storage.cases.views import Reporter
from storage.unit import Unit
from tests.bot.commands.typed import Typed
from tests.product.product import opened, settings

BEFORE, NOW = "2026-01-01T12:00", "2026-04-01T12:00"
KINDS = {"fraud": 12, "threat": 6, "drugs": 2}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty cases of a day in April 2026, and six of one in January."""
    folder = tmp_path_factory.mktemp("figures")
    made = opened(settings(folder))
    april, january = (time.mktime(time.strptime(each, "%Y-%m-%dT%H:%M")) for each in (NOW, BEFORE))
    with made.storage.write() as unit:
        for number, kind in enumerate(kind for kind, count in KINDS.items() for _ in range(count)):
            case = FileCase(f"CASE{number:04}", "secret", kind, False, number % 2 == 0, "fes", ())
            unit.filing.open(case, Reporter("web:1", "fr"), april)
            if number < 6:
                earlier = FileCase(f"OLD{number:05}", "secret", kind, False, True, "fes", ())
                unit.filing.open(earlier, Reporter("web:1", "fr"), january)
    made.database.close()
    return folder


@contextmanager
def opened_again(folder: Path) -> Iterator[Unit]:
    made = opened(settings(folder))
    with made.storage.write() as unit:
        yield unit
    made.database.close()


APRIL = ("--from", "2026-04-01", "--to", "2026-06-30")


@pytest.mark.long
def test_figures_are_told_beside_those_of_the_period_before(server: Path, typed: Typed) -> None:
    text = typed(server, "stats", *APRIL, "--by", "category").out
    assert text.startswith(
        "from 2026-04-01 to 2026-06-30: 20 cases\nfrom 2026-01-01 to 2026-03-31: 6 cases\n"
    )
    assert re.search(r"fraud +12 +60 % +6\n", text)
    assert re.search(r"hidden, together +2\n", text) is None, "the sum alone would tell the only small count"
    assert re.search(r"hidden, together +8\n", text)
    exact = typed(server, "stats", *APRIL, "--exact", "--json").json["tables"]["category"]["rows"]
    assert {row["value"]: row["count"] for row in exact if row["count"]} == KINDS
    assert "time from filing" in typed(server, "stats").out


def test_rows_for_a_spreadsheet_have_their_header_and_hide_the_same(server: Path, typed: Typed) -> None:
    rows = [*csv.DictReader(typed(server, "stats", *APRIL, "--csv").out.splitlines())]
    found = {(row["table"], row["value"]): row["count"] for row in rows}
    assert (found["all", ""], found["category", "fraud"], found["category", "drugs"]) == ("20", "12", "")
    assert found["suspects", "justice"] == "0"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", "yesterday"), "--from: expected a day such as 2026-07-01"),
        (("--from", "2026-04-02", "--to", "2026-04-01"), "--to: a day before --from"),
        (("--by", "colour"), "--by: there is no table 'colour'"),
    ],
)
def test_a_wrong_period_or_table_is_named(
    server: Path, typed: Typed, options: tuple[str, ...], said: str
) -> None:
    answer = typed(server, "stats", *options)
    assert answer.status == 2
    assert said in answer.errors


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the officers' page is not built: make desk")
def test_the_statement_is_text_and_a_pdf_that_is_not_overwritten(server: Path, typed: Typed) -> None:
    said = typed(server, "statement", *APRIL, "--lang", "ar", "--pdf", "out.pdf")
    assert "توصلت Ballegh خلال هذه الفترة بـ20 تبليغا" in said.out
    assert (server / "out.pdf").read_bytes().startswith(b"%PDF")
    assert typed(server, "statement", *APRIL, "--pdf", "out.pdf").errors.endswith("--force overwrites it\n")
    told = typed(server, "statement", *APRIL, "--json").json
    assert told["rows"][0] == ["Signalements traités", "20", ""]


def test_statements_on_overlapping_periods_cannot_be_subtracted(server: Path, typed: Typed) -> None:
    def drugs(*options: str) -> list[str]:
        rows = typed(server, "statement", *options, "--json").json["rows"]
        return [row[1] for row in rows if "drogue" in row[0].lower()]

    wide = ("--from", "2026-01-01", "--to", "2026-04-30")
    with opened_again(server) as unit:
        for number in range(5):
            filing = FileCase(f"DRUG{number:04}", "secret", "drugs", False, True, "fes", ())
            unit.filing.open(filing, Reporter("web:1", "fr"), time.mktime((2026, 2, 3, 12, 0, 0, 0, 0, -1)))
    assert drugs("--from", "2026-02-01", "--to", "2026-02-28") == ["5"]
    assert drugs(*wide) == [], "the two of April are told by nothing"
    assert drugs(*wide, "--alone", "--actor", "salma") == ["7"]
    told = typed(server, "statement", *wide, "--alone", "--actor", "salma").out
    assert "can be subtracted" in told
    assert "can be subtracted" not in typed(server, "statement", *wide).out
    for days in (("--from", "2026-01-02", "--to", "2026-04-30"), ()):
        refused = typed(server, "statement", *days)
        assert (refused.status, "--alone" in refused.error) == (2, True)
        assert typed(server, "statement", *days, "--alone").status == 0
    with opened_again(server) as unit:
        acts = [(link.event, link.actor, link.purpose) for link in unit.custody.of_case("figures")]
    assert acts[0] == ("statement-alone", "salma", "2026-01-01/2026-04-30")
    assert typed(server, "verify").status == 0


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("options", "published"),
    [
        (APRIL, True),
        ((*APRIL, "--exact"), False),
        (("--from", "2026-04-02", "--to", "2026-06-30"), False),
        (("--from", "2026-04-01", "--to", "2099-12-31"), False),
        ((), False),
    ],
)
def test_what_could_be_subtracted_says_that_it_is_not_for_publication(
    server: Path, typed: Typed, options: tuple[str, ...], published: bool
) -> None:
    assert ("Not for publication" in typed(server, "stats", *options).out) is not published
    assert ("not for publication" in typed(server, "stats", *options, "--csv").out) is not published
    assert typed(server, "stats", *options, "--json").json["publishable"] is published
