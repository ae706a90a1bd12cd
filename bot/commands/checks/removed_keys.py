"""The lines that say what still opens for removed keys, and what then opens for whom."""

from collections.abc import Iterator

from bot.commands.counts import counted
from storage.sealing.wraps import Unsure
from storage.unit import Unit


def recovery_alone(count: int) -> Iterator[str]:
    """Yield the line that says how much opens for the recovery key now, and surely for no officer."""
    if count:
        opens = counted(count, "case or file opens", "cases and files open")
        yield f"{opens} surely for the recovery key alone now."


def untried(unsure: Unsure, name: str) -> str:
    """Return why nothing is withdrawn yet, and how to go on."""
    count = unsure.recovery + unsure.nobody
    return (
        f"nothing was withdrawn. {counted(count, 'case or file is', 'cases and files are')} with other "
        "officers by a grant alone, and the server cannot tell whether that opens; cases of before 0.3 that "
        "got their own key at the desk are among them. "
        f"If not, {unsure.recovery} would then open for the recovery key alone and "
        f"{unsure.nobody} for nobody. Let a colleague open them first, then: "
        f"main.py keys withdraw {name} --trust-grants"
    )


def still_opens(unit: Unit, names: list[str]) -> tuple[str, ...]:
    """The lines that say what still opens for removed keys, together with this server."""
    kept, old = unit.wraps.of_keys(names), unit.cases.sealed_before_own_keys()
    still = counted(kept, "case or file still opens", "cases and files still open")
    nobody = f"{still} for it, as nobody else surely has them: main.py case grant, then keys withdraw."
    before = f"{counted(old, 'case')} of versions before 0.3 may still open for it."
    lines = [line for line, count in ((nobody, kept), (before, old)) if count]
    return tuple(lines) or ("No case on this server opens for it any more; bundles that it opened still do.",)


def open_to_removed(unit: Unit) -> Iterator[str]:
    """Yield a line for each removed key that still opens something together with this server."""
    for key in unit.keys.all():
        if key.removed and (count := unit.wraps.of_keys([key.fingerprint])):
            opens = counted(count, "case or file opens", "cases and files open")
            yield f"{opens} for the removed key {key.fingerprint}: main.py case grant, then keys withdraw"
