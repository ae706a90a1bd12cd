"""`main.py understand`: how texts are read, for translators and operators who ask why a text was read so."""

import json
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from bot.commands.answer import Printed, WrongUsage, write
from bot.settings.config import load_config
from bot.settings.environment import Settings
from flows.all_flows import FLOWS
from flows.core.questions import Question
from flows.dialogue.asides import ASIDES
from flows.dialogue.understood import understand
from locales import Catalogue

QUESTIONS: Mapping[str, Question] = ASIDES | {
    question.id: question for flow in FLOWS.values() for question in flow.questions
}
"""Every question by its id."""


class Query(msgspec.Struct):
    """One line: a text, and the id of the question on show, if any."""

    text: str
    asked: str = ""


def understood(
    settings: Settings,
    file: Annotated[
        Path | None,
        typer.Argument(help="A file of lines; standard input if it is left out. Example: lines.jsonl"),
    ] = None,
) -> Printed:
    """Say how texts are read: one line of JSON in, one line of JSON out.

    A line is {"text": "safi sift"} or {"text": "safi sift", "asked": "confirm"}: `asked` is the id of the
    question on show. No database is opened and nothing is kept. docs/understanding.md explains the readings.
    Example: main.py understand lines.jsonl
    """
    config = load_config(settings.config_file)
    names = Catalogue.load(asdict(config.lines), settings.organisation, settings.timezone.key).names()
    with nullcontext(sys.stdin.buffer) if file is None else file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                query = _query(number, line)
                write([json.dumps(understand(query.text, QUESTIONS.get(query.asked), names))])
    return Printed()


def _query(number: int, line: bytes) -> Query:
    """Raises WrongUsage for a line that is no query."""
    try:
        query = _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise WrongUsage(f"line {number}: {error}") from None
    if query.asked and query.asked not in QUESTIONS:
        raise WrongUsage(f"line {number}: no question has the id {query.asked!r}")
    return query


_DECODER = msgspec.json.Decoder(Query)
