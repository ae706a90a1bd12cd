"""Whether the custody log fits at first sight: its head over all chains, and the rows that it vouches for."""

from collections.abc import Iterator

from bot.base import Base
from bot.commands.checks.finding import BAD, ON, Finding
from bot.commands.counts import counted

LOG_HELP = "docs/operations.md, If the custody log does not fit"
HOW = f"main.py verify, then {LOG_HELP}"


def custody_log(base: Base) -> Iterator[Finding]:
    """The head over all chains, then keys and officers that the log does not vouch for.

    Nothing but heads is read: a link that was changed inside a chain is for `verify` alone.
    """
    with base.storage.read() as unit:
        log = unit.custody.overall()
        strange = [*unit.keys.strange(), *unit.officers.strange(), *unit.desk.access.strange()]
    chains = counted(log.chains, "chain")
    if not log.fault:
        fits = f"its head is signed by this server and counts the {counted(log.acts, 'act')} of {chains}"
        yield Finding(ON, "log", fits if log.chains else "nothing has happened yet")
    elif log.fault == "log-head-signature":
        said = "its head over all chains is not signed by this server's key: another server.key, or changed"
        yield Finding(BAD, "log", f"{said}: {HOW}")
    elif log.fault == "log-head-missing":
        yield Finding(BAD, "log", f"there is no head over its {chains}: {HOW}")
    else:
        said = f"its head counts {counted(log.counted, 'act')}, the heads of its {chains} count {log.acts}"
        yield Finding(BAD, "log", f"{said}: a chain is gone, was cut or put in: {HOW}")
    if strange:
        yield Finding(BAD, "log", f"does not vouch for {', '.join(strange)}: {HOW}")
