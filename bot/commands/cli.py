"""The commands of `main.py`."""

import argparse
import time
from collections.abc import Callable, Sequence
from typing import Any

from bot.base import BadKey, Base, base
from bot.commands import bundle, keys, outbox
from bot.commands import cases as holds
from bot.commands import verify as proof
from bot.commands.doctor import BAD, asked, findings
from bot.commands.harmless import terminal
from bot.commands.keys import Answer
from bot.observe.logs import configure_logs
from bot.settings.environment import BadSettings, load_settings
from bot.turn.officer_lookups import officer_case, overview
from flows.core.effects import Say
from flows.desk import officer
from flows.dialogue import notices
from locales.language import bare
from storage.audit.verify import verify
from storage.errors import InUse, StorageFailed, Unopened, Unsealable

LANGUAGE = "fr"
"""What the commands print in."""

Command = Callable[[Base, argparse.Namespace], int]
Commands = Any
"""What `add_subparsers` gives; argparse keeps its type to itself."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit status. Trouble that a deployment can mend is one line."""
    given = _parser().parse_args(arguments)
    if given.local:
        return _say(given.local(given))
    try:
        settings = load_settings()
        close = configure_logs(settings.log_level)
        try:
            made = base(settings)
            made.database.migrate(made.vault)
            command: Command = given.command
            return command(made, given)
        finally:
            close()
    except BadSettings as error:
        return _stop(str(error))
    except (BadKey, Unopened):
        return _stop("BALLEGH_SERVER_KEY_FILE: is not the key this database was written with")
    except Unsealable:
        return _stop("nothing can be sealed, so nothing could be filed: main.py doctor, main.py keys")
    except InUse:
        return _stop("BALLEGH_DATABASE_URL: another server is running on this database")
    except StorageFailed as error:
        return _stop(f"BALLEGH_DATABASE_URL: the database does not work ({error})")


def _stop(line: str) -> int:
    print(line)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Ballegh, a reporting line.")
    parser.set_defaults(command=_serve, local=None)
    commands = parser.add_subparsers(title="commands")
    _add(
        commands, "serve", "serve the web chat and the channels that are on (also without a command)", _serve
    )
    _add(commands, "doctor", "say what is on, what is off, and how to turn it on", _doctor)
    _add(commands, "digest", "print the digest as officers get it", _digest)
    _add(commands, "stats", "count cases by status and category", _stats)
    checking = _add(commands, "verify", "check custody log, files and rows; name every discrepancy", _verify)
    checking.add_argument(
        "--commitment",
        nargs=2,
        metavar=("CODE", "REFERENCE"),
        help="instead: what a receipt's proof of filing proves",
    )
    export = _add(
        commands, "export", "write one case as a bundle for an officer's machine", _told(bundle.exported)
    )
    export.add_argument("reference")
    export.add_argument("file")
    export.add_argument("--actor", help="who exports, for the custody log")
    _officer_commands(
        _add(commands, "officer", "list officers; add or remove one", _officers).add_subparsers()
    )
    _outbox_commands(_add(commands, "outbox", "what waits to be sent, and what failed", _told(outbox.listed)))
    _key_commands(_add(commands, "keys", "whom cases are sealed to", _told(keys.listed)).add_subparsers())
    _case_commands(
        _add(commands, "case", "show or hold a case; open or rekey a bundle", _stats).add_subparsers(
            required=True
        )
    )
    return parser


def _add(to: Commands, name: str, said: str, command: Command) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = to.add_parser(name, help=said, description=said)
    made.set_defaults(command=command)
    return made


def _officer_commands(to: Commands) -> None:
    _add(to, "add", "print a one-time code that makes a chat this officer's", _officer_add).add_argument(
        "name"
    )
    _add(to, "list", "who there is", _officers)
    _add(to, "remove", "this officer hears and sees nothing any more", _officer_remove).add_argument("id")


def _outbox_commands(to: argparse.ArgumentParser) -> None:
    parts = to.add_subparsers()
    listing = _add(
        parts, "list", "how much waits, and each row that fails or was given up", _told(outbox.listed)
    )
    listing.add_argument("--limit", type=int, default=outbox.LIMIT, help="so many rows of each kind")
    _add(parts, "retry", "try a row now", _told(outbox.retried)).add_argument("id", type=int)
    dropping = _add(parts, "drop", "a row is not to go out", _told(outbox.dropped))
    dropping.add_argument("id", type=int)
    dropping.add_argument("--reason", required=True, help="why; it stays in the row")


def _key_commands(to: Commands) -> None:
    _add(to, "list", "the keys that cases are sealed to", _told(keys.listed))
    adding = _add(to, "add", "seal new cases to this officer too", _told(keys.added))
    adding.add_argument("name")
    adding.add_argument("recipient", help="age1…")
    _add(to, "recovery", "seal to this offline key too", _told(keys.recovery)).add_argument("recipient")
    _add(to, "remove", "new cases no longer open for this key", _told(keys.removed)).add_argument("name")
    _add(to, "rotate", "a fresh server key", _told(keys.rotated))
    _add(to, "reclose", "close everything again under the present server key", _told(keys.reclose))
    _add(to, "retire", "let the older server keys go", _told(keys.retired))
    new = _add(to, "new", "on an officer's machine: make a key pair", _stats)
    new.add_argument("file")
    new.set_defaults(local=keys.new)


def _case_commands(to: Commands) -> None:
    _add(to, "show", "print one case", _case).add_argument("reference")
    _holding(_add(to, "hold", "nothing erases this case until it is released", _told(holds.held)))
    _holding(_add(to, "release", "lift a legal hold", _told(holds.released)))
    opening = _add(to, "open", "on an officer's machine: read a bundle", _stats)
    opening.add_argument("bundle")
    opening.add_argument("--key", required=True, help="the officer's private key file")
    opening.add_argument("--to", help="a folder for the evidence, and a small picture beside each picture")
    opening.add_argument("--csv", help="a new file for what was said, as a sheet")
    opening.set_defaults(local=bundle.opened)
    rekey = _add(to, "rekey", "on an officer's machine: the same bundle for other officers", _stats)
    rekey.add_argument("bundle")
    rekey.add_argument("--key", required=True)
    rekey.add_argument("--to", required=True, nargs="+", help="age1…")
    rekey.add_argument("--out", required=True)
    rekey.set_defaults(local=bundle.rekeyed)


def _holding(to: argparse.ArgumentParser) -> None:
    to.add_argument("reference")
    to.add_argument("--reason", required=True, help="a file number or a code, for the custody log")
    to.add_argument("--actor", help="who says so, for the custody log")


def _told(command: Callable[[Base, argparse.Namespace], Answer]) -> Command:
    """A command that answers with lines."""
    return lambda made, given: _say(command(made, given))


def _say(answer: Answer) -> int:
    for line in answer.lines:
        print(terminal(line))
    return answer.status


def _verify(made: Base, given: argparse.Namespace) -> int:
    if given.commitment:
        return _say(proof.proven(made, *given.commitment))
    found = verify(made.storage, made.store("evidence"))
    for discrepancy in found:
        print(terminal(str(discrepancy)))
    print(f"{len(found)} discrepancies" if found else "every chain, file and row is as it should be")
    return 1 if found else 0


def _serve(made: Base, _: argparse.Namespace) -> int:
    from bot.commands.serve import serve  # the server and the channels: the other commands do without

    serve(made)
    return 0


def _doctor(made: Base, _: argparse.Namespace) -> int:
    found = [*findings(made), *asked(made)]
    for finding in found:
        print(finding)
    return 1 if any(finding.mark == BAD for finding in found) else 0


def _shown(made: Base, say: Say) -> str:
    return made.catalogue.rendered(say, LANGUAGE)[0]


def _digest(made: Base, _: argparse.Namespace) -> int:
    with made.storage.read() as unit:
        print(_shown(made, notices.morning(overview(unit, time.time()))))
    return 0


def _stats(made: Base, _: argparse.Namespace) -> int:
    with made.storage.read() as unit:
        counts = unit.cases.tally()
    for (category, status), count in sorted(counts.items()):
        print(f"{category:<14}{status:<14}{count:>8}")
    print(f"{'all':<28}{sum(counts.values()):>8}")
    return 0


def _case(made: Base, given: argparse.Namespace) -> int:
    with made.storage.read() as unit:
        found = officer_case(unit, given.reference.upper(), made.config.retention.by_outcome())
    for line in _shown(made, Say(officer.case_lines(found))).split("\n"):
        print(terminal(bare(line)))
    return 0 if found.case else 1


def _officers(made: Base, _: argparse.Namespace) -> int:
    with made.storage.read() as unit:
        officers = unit.officers.present()
    for one in officers:
        print(f"{one.id}  {'enrolled' if one.chat else 'waiting ':<9} {one.name}")
    if not officers:
        print("no officers yet: main.py officer add NAME")
    return 0


def _officer_add(made: Base, given: argparse.Namespace) -> int:
    with made.storage.write() as unit:
        added, code = unit.officers.add(given.name, time.time())
    print(f"{added.name} is officer {added.id}.")
    print("Send this line once, in any channel, from the chat that is to be theirs:")
    print(f"officer_{code}")
    return 0


def _officer_remove(made: Base, given: argparse.Namespace) -> int:
    with made.storage.write() as unit:
        gone = unit.officers.remove(given.id, time.time())
    print("removed" if gone else "there is no officer with this id: main.py officer list")
    return 0 if gone else 1
