"""The servers that share this database: whether one of them sends, and whether it has connections for all."""

from collections.abc import Iterator

from bot.base import Base
from bot.commands.checks.finding import BAD, WARN, Finding
from bot.commands.counts import counted
from storage.database.connections import MOST, allowed

SILENT = "no server sends: start one with BALLEGH_ROLE=work or all"
BESIDE = 5
"""Connections for a command, a backup of the database, and a server that is just starting."""


def servers(base: Base) -> Iterator[Finding]:
    """Findings about the servers that run now; none where one alone uses the database, or none runs."""
    if base.database.exclusive:
        return
    with base.storage.read() as unit:
        running = unit.nodes.running(unit.nodes.now())
        most = allowed(unit.transaction)
    if running and all(node.role == "serve" for node in running):
        yield Finding(BAD, "sender", SILENT)
    needed = len(running) * MOST + BESIDE
    if running and needed > most:
        said = f"{counted(len(running), 'process', 'processes')} may need {needed} connections"
        yield Finding(WARN, "database", f"{said} and PostgreSQL gives {most}: raise max_connections")
