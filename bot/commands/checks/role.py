"""The part of the work that this process does, where several share it."""

from collections.abc import Iterator

from bot.base import Base
from bot.commands.checks.finding import ON, Finding

ELSEWHERE = "answered by the processes that serve"
PARTS = {
    "serve": "serve: answers people and providers; sends nothing, so another process must work",
    "work": "work: sends messages and does what is due; answers /health, /ready and /metrics alone",
}


def role(base: Base) -> Iterator[Finding]:
    """The role of a process that does a part of the work."""
    if part := PARTS.get(base.settings.role):
        yield Finding(ON, "role", part)


def answered(base: Base, address: str) -> str:
    """An address of people or providers, and that other processes answer there where this one does not.

    What this process listens on is then no address for them.
    """
    if base.answers:
        return address
    public = base.settings.public_url
    return f"{address}, {ELSEWHERE}" if public and address.startswith(public) else ELSEWHERE
