"""The command line as a whole: help, usage, output that is closed, and the page made from it."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from bot.base import Base
from bot.commands.cli import COMMANDS, loaded, main, root
from bot.commands.failures import FULL, MET, explained, reason
from bot.commands.reference import PAGE, page
from bot.commands.run import run
from bot.observe.version import version
from storage.errors import StorageFailed
from tests.bot.commands.typed import ROOT, Typed, clean
from tests.databases import variables
from tests.product.product import opened, settings

MAIN = (sys.executable, str(ROOT / "main.py"))


def commands(command: Any, path: str) -> list[tuple[str, Any]]:
    """Every command that can be called, with its name."""
    if not hasattr(command, "commands"):
        return [(path, command)]
    return [one for word, inner in command.commands.items() for one in commands(inner, f"{path} {word}")]


EVERY = [one for title in COMMANDS for one in commands(loaded(title), title)] + [("", root())]


@pytest.mark.parametrize(("path", "command"), EVERY, ids=[path for path, _ in EVERY])
def test_every_option_has_help_and_an_example(path: str, command: Any) -> None:
    assert command.help
    for option in command.params:
        assert option.help, option.name
        assert option.help.endswith((".", "x")) or "Example: " in option.help, option.help
        if not getattr(option, "is_flag", False):
            assert "Example: " in option.help, option.name


@pytest.mark.parametrize("title", COMMANDS)
def test_the_first_level_says_what_the_commands_say(title: str) -> None:
    """Its help stands in a table, so that no module is loaded for it."""
    assert COMMANDS[title].about.endswith(".")
    assert len(COMMANDS[title].about) < 80
    if hasattr(loaded(title), "commands"):
        assert loaded(title).help == COMMANDS[title].about


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make commands"


def test_help_and_version_load_no_storage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"ballegh {version()}\n"
    assert re.fullmatch(r"\d+\.\d+\.\d+", version())
    code = "import sys; from bot.commands.cli import main; main(['--help']); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Without a" in ran.stdout
    assert not {"sqlalchemy", "rich", "bot.base", "structlog"} & set(ran.stdout.split())


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("ofice add Salma", "there is no command 'ofice', did you mean officer?. Help: main.py --help"),
        ("--nope", "No such option: --nope"),
        ("case", "Missing command. Help: main.py case --help"),
        ("case show", "Missing argument 'REFERENCE'. Help: main.py case show --help"),
        ("case list --status lost", "Invalid value for '--status': "),
        ("case list --limit 0", "Invalid value for '--limit': "),
        ("case list --since yesterday", "--since: expected a day such as 2026-11-21, or 90m, 24h, 7d"),
        ("case hold K7M29QXA --reason Zineb?", "--reason: a file number or a code"),
        ("outbox drop x --reason y", "Invalid value for 'ID': "),
        ("outbox drop 1", "Missing option '--reason'. Help: main.py outbox drop --help"),
        ("dead retry", "Missing argument 'ID'. Help: main.py dead retry --help"),
        ("verify --commitment x", "Option '--commitment' requires 2 arguments"),
    ],
)
@pytest.mark.few(3)
def test_wrong_usage_is_one_line_and_status_2(
    tmp_path: Path, typed: Typed, deploy: Callable[[Path], Path], words: str, line: str
) -> None:
    deploy(tmp_path)
    said = typed(tmp_path, *words.split())
    assert (said.status, said.out, said.error.count("\n")) == (2, "", 1)
    assert said.error.startswith(f"main.py: {line}")


@pytest.mark.parametrize("words", ["--help", "keys --help", "officer", "doctor", "outbox --json"])
@pytest.mark.parametrize("closed", ["pipe", "none", "full"])
@pytest.mark.few(1)
def test_an_output_that_is_closed_or_full_is_said(
    tmp_path: Path, deploy: Callable[[Path], Path], words: str, closed: str
) -> None:
    environment = clean() | variables(deploy(tmp_path))
    reading, writing = os.pipe()
    os.close(reading)
    out = writing if closed == "pipe" else os.open("/dev/full", os.O_WRONLY)
    shell = f'exec "$@"{" >&-" if closed == "none" else ""}'
    ran = subprocess.run(
        ["sh", "-c", shell, "sh", *MAIN, "--quiet", *words.split()],
        env=environment,
        cwd=tmp_path,
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    for each in {out, writing}:
        os.close(each)
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1), ran.stderr
    assert ran.stderr.startswith("main.py: standard output ")


def grow(made: Base) -> None:
    """Write more than fits into a database that may not grow."""
    with made.storage.write() as unit:
        unit.transaction.connection.exec_driver_sql("PRAGMA max_page_count = 1")
        for number in range(99):
            unit.remembered.set(f"{number}", "x" * 4096)


@pytest.mark.sqlite("its file may not grow")
def test_a_full_disk_is_called_that(tmp_path: Path) -> None:
    made = opened(settings(tmp_path))
    with pytest.raises(StorageFailed) as caught:
        grow(made)
    made.database.close()
    stop = explained(caught.value, made.settings)
    assert stop.status == 1
    assert stop.line == (
        f"BALLEGH_DATA_DIR: the database {tmp_path}/ballegh.db does not work: {FULL} (SQLITE_FULL)"
    )


@pytest.mark.parametrize(("code", "meaning"), [("53100", FULL), ("SQLITE_FULL", FULL), ("40P01", MET)])
def test_a_code_is_said_in_words(code: str, meaning: str) -> None:
    assert reason(StorageFailed(code), 1 << 30) == f"{meaning} ({code})"


def test_a_code_with_other_meanings_is_a_full_disk_where_there_is_no_room() -> None:
    assert reason(StorageFailed("SQLITE_IOERR_SHMSIZE"), 0).startswith("the disk is full")
    assert reason(StorageFailed("SQLITE_IOERR_SHMSIZE"), 1 << 30).startswith("the disk does not read")


def test_a_mistake_of_ours_is_one_line_without_its_text() -> None:
    try:
        {}["Zineb's words"]  # type: ignore[index]  # the mistake
    except KeyError as error:
        stop = explained(error)
    assert stop.status == 1
    assert stop.line.startswith("KeyError at commands/test_cli.py:")
    assert "Zineb" not in stop.line


def test_ctrl_c_ends_a_command_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    app = typer.Typer(add_completion=False)

    @app.command()
    def work() -> None:
        raise KeyboardInterrupt

    assert run(lambda: get_command(app), "main.py", []) == 130
    assert capsys.readouterr().err == "main.py: interrupted\n"
