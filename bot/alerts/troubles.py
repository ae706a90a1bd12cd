"""The troubles that an operator is told of, from the checks and the facts; never what anyone wrote."""

from collections.abc import Iterator, Mapping

from bot.digests.posting import MAIL
from bot.serve.facts import Facts
from bot.serve.ready import Readiness
from storage.delivery.messages import FAILED

SAID = {
    "write": "a row cannot be written: no report is taken; look at the disk and the database",
    "sealing": "nothing can be sealed, so nothing is filed: main.py doctor",
    "disk": "a disk is full: nothing is taken",
    "files": "a disk is nearly full: words are taken, files are not",
    "unsealed": "cases are not sealed: a private key lies on the server, or nobody has a key: main.py keys",
    "dead letter": "an event failed in the program and waits for a decision: main.py dead",
    "no officer": "no officer is enrolled, so nobody gets reports: main.py officer",
    "untaken": "an urgent case waits and no officer has taken it: main.py case list",
    "verify failed": "the log, the files and the rows do not agree: main.py verify",
    "letters": "the mail server refused a digest for good: main.py outbox list",
    "backup": "the last backup is too old: main.py backup FOLDER, and look why none was made",
}
"""A line for each trouble. Those of channels are made of the channel's name and its provider's reason."""


def troubles(found: Readiness, known: Facts | None, backup_age: float = 0.0) -> Mapping[str, str]:
    """The present troubles by name, each with its line; without facts, only what the checks tell.

    `backup_age`: the age in seconds of a backup that is too old; it is 0 where that is not to be told.
    """
    names = [*_of_checks(found), *(_of_facts(known, backup_age) if known else ())]
    refused = {name: said for name, said in found.degraded.items() if said.startswith("refused")}
    channels = {f"channel {name}": f"{name}: the provider has {said}" for name, said in refused.items()}
    return {name: SAID[name] for name in names} | channels


def _of_checks(found: Readiness) -> Iterator[str]:
    yield from (name for name in ("write", "sealing", "disk") if not found.works[name])
    if "files" in found.degraded and found.works["disk"]:
        yield "files"


def _of_facts(known: Facts, backup_age: float) -> Iterator[str]:
    if not known.sealed:
        yield "unsealed"
    if known.dead:
        yield "dead letter"
    if not known.enrolled:
        yield "no officer"
    if known.untaken:
        yield "untaken"
    if known.faults:
        yield "verify failed"
    if any(pile.channel == MAIL and pile.state in FAILED for pile in known.piles):
        yield "letters"
    if known.last_backup and 0 < backup_age < known.time - known.last_backup:
        yield "backup"
