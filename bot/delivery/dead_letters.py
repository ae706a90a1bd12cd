"""Carries out the outbox rows that ask for a dead letter to be tried again (`main.py dead retry`)."""

import asyncio

from bot.delivery.outcomes import Done
from bot.turn.dead_letters import BadLetter, again
from bot.turn.effects import Effects
from bot.turn.turn import Turns
from handlers.channel import SendError
from storage.chats.dead_letters import Letter
from storage.delivery.messages import OutboxRow, Outcome
from storage.errors import StorageFailed, Unsealable
from storage.unit import Storage, Unit

RETRY = "retry"
"""The kind of such a row; its body is the letter's id in decimal digits."""


def ask_retry(unit: Unit, letter: Letter, now: float) -> None:
    """Have a server let the letter's event take effect, as soon as one runs."""
    lane = f"{letter.chat}#{RETRY}"
    row = unit.outbox.post(letter.chat, RETRY, str(letter.id).encode(), now, lane=lane)
    unit.outbox.settle((Outcome(row.id, "queued", now, due=now, attempts=0),))  # no server has it yet


class Retries:
    """Lets dead letters take effect."""

    def __init__(self, storage: Storage, turns: Turns) -> None:
        self._storage = storage
        self._turns = turns

    async def carry(self, row: OutboxRow) -> Done:
        """Let the letter's event take effect and remove the letter, in one transaction; without one, nothing.

        Raises SendError: later again while nothing can be stored or sealed, else not again.
        """
        letter = await asyncio.to_thread(self._letter, int(row.body))
        if letter is None:
            return Done()

        def remove(effects: Effects) -> None:
            effects.unit.dead.remove(letter.id)

        try:
            await self._turns.play(again(letter, self._storage.clock()), remove)
        except (StorageFailed, Unsealable) as error:
            raise SendError(type(error).__name__) from None
        except BadLetter:
            raise SendError("BadLetter", retryable=False) from None
        except Exception as error:
            raise SendError(type(error).__name__, retryable=False) from error
        return Done()

    def _letter(self, number: int) -> Letter | None:
        with self._storage.read() as unit:
            return unit.dead.get(number)
