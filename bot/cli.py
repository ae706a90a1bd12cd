"""The commands of `main.py`."""

import argparse
import time
from collections.abc import Callable, Sequence

from bot import lookups
from bot.app import BadKey, Base, base
from bot.doctor import BAD, findings
from bot.logs import configure_logs
from bot.run import serve
from bot.settings import BadSettings, load_settings
from flows import notices, officer
from flows.conversation import Conversation
from flows.effects import Say
from storage.errors import InUse, StorageFailed
from storage.vault import Unopened

LANGUAGE = "fr"
"""What the commands print in."""

Command = Callable[[Base, argparse.Namespace], int]


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit status. Trouble that a deployment can mend is one line."""
    given = _parser().parse_args(arguments)
    try:
        settings = load_settings()
        close = configure_logs(settings.log_level)
        try:
            made = base(settings)
            made.database.migrate()
            command: Command = given.command
            return command(made, given)
        finally:
            close()
    except BadSettings as error:
        return _stop(str(error))
    except (BadKey, Unopened):
        return _stop("BALLEGH_SERVER_KEY_FILE: is not the key this database was written with")
    except InUse:
        return _stop("BALLEGH_DATABASE_URL: another server is running on this database")
    except StorageFailed as error:
        return _stop(f"BALLEGH_DATABASE_URL: the database does not work ({error})")


def _stop(line: str) -> int:
    print(line)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py", description="Ballegh, a reporting line.")
    parser.set_defaults(command=_serve)
    commands = parser.add_subparsers(title="commands")

    def add(name: str, command: Command, said: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=said, description=said)
        made.set_defaults(command=command)
        return made

    add("serve", _serve, "serve the web chat and the channels that are on (also without a command)")
    add("doctor", _doctor, "say what is on, what is off, and how to turn it on")
    add("digest", _digest, "print the digest as officers get it")
    add("stats", _stats, "count cases by status and category")
    case = add("case", _case, "print one case")
    case.add_argument("reference")
    officer = add("officer", _officers, "list officers; add or remove one")
    verbs = officer.add_subparsers()
    adding = verbs.add_parser("add", help="print a one-time code that makes a chat this officer's")
    adding.add_argument("name")
    adding.set_defaults(command=_officer_add)
    verbs.add_parser("list", help="who there is").set_defaults(command=_officers)
    removing = verbs.add_parser("remove", help="this officer hears and sees nothing any more")
    removing.add_argument("id")
    removing.set_defaults(command=_officer_remove)
    return parser


def _serve(made: Base, _: argparse.Namespace) -> int:
    serve(made)
    return 0


def _doctor(made: Base, _: argparse.Namespace) -> int:
    found = findings(made)
    for finding in found:
        print(finding)
    return 1 if any(finding.mark == BAD for finding in found) else 0


def _shown(made: Base, say: Say) -> str:
    return made.catalogue.rendered(say, LANGUAGE)[0]


def _digest(made: Base, _: argparse.Namespace) -> int:
    with made.shelf.read() as unit:
        print(_shown(made, notices.morning(lookups.overview(unit, time.time()))))
    return 0


def _stats(made: Base, _: argparse.Namespace) -> int:
    with made.shelf.read() as unit:
        counts = unit.cases.tally()
    for (category, status), count in sorted(counts.items()):
        print(f"{category:<14}{status:<14}{count:>8}")
    print(f"{'all':<28}{sum(counts.values()):>8}")
    return 0


def _case(made: Base, given: argparse.Namespace) -> int:
    with made.shelf.read() as unit:
        found = lookups.officer_case(unit, given.reference.upper())
    print(_shown(made, Say(officer.case_lines(Conversation(""), found))))
    return 0 if found["cases"] else 1


def _officers(made: Base, _: argparse.Namespace) -> int:
    with made.shelf.read() as unit:
        officers = unit.officers.present()
    for one in officers:
        print(f"{one.id}  {'enrolled' if one.chat else 'waiting ':<9} {one.name}")
    if not officers:
        print("no officers yet: main.py officer add NAME")
    return 0


def _officer_add(made: Base, given: argparse.Namespace) -> int:
    with made.shelf.write() as unit:
        added, code = unit.officers.add(given.name, time.time())
    print(f"{added.name} is officer {added.id}.")
    print("Send this line once, in any channel, from the chat that is to be theirs:")
    print(f"officer_{code}")
    return 0


def _officer_remove(made: Base, given: argparse.Namespace) -> int:
    with made.shelf.write() as unit:
        gone = unit.officers.remove(given.id, time.time())
    print("removed" if gone else "there is no officer with this id: main.py officer list")
    return 0 if gone else 1
