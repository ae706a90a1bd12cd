"""The daily limit of WhatsApp messages, which cost money.

When a day's messages are used up, the line goes on taking reports in silence. Messages kept back are sent
when the next day of spending begins, at eight in the morning: before a draft expires, and within 24 hours.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.observe import metrics
from bot.settings.config import WhatsApp as Rules
from bot.turn.jobs import Piece, write
from bot.turn.missed import CEILING
from storage.database.clock import Clock
from storage.unit import Unit
from storage.writer import Writer

MORNING = 8
"""The hour at which a day of spending begins, in the deployment's time zone."""
AT_ONCE = 200
"""Chats whose messages are sent in one tick."""

log = structlog.get_logger()

TOGETHER = "whatsapp spending"
"""Names the jobs that count: all lock one row, so one thread does them, and no other waits for that row."""


class WhatsAppSpending:
    """Counts messages against the limits in `rules`: of a day, and of a chat on a day."""

    def __init__(self, writer: Writer, rules: Rules, zone: ZoneInfo, clock: Clock) -> None:
        self._writer = writer
        self._rules = rules
        self._zone = zone
        self._clock = clock
        self._reported = ""
        """The day on which the log said that messages are used up."""

    async def spend(self, chat: str) -> bool:
        """Count one more message to a chat, or return False; officers' messages are always allowed."""
        day = self.day()
        most = (self._rules.daily_ceiling, self._rules.daily_per_chat)

        def work(unit: Unit) -> bool:
            return unit.officers.by_chat(chat) is not None or unit.spending.spend(chat, day, most)

        may = await write(self._writer, Piece(work, TOGETHER))
        metrics.whatsapp_messages.labels("counted" if may else "kept_back").inc()
        if not may and self._reported != day:
            self._reported = day
            log.warning("whatsapp messages kept back", channel="whatsapp", reason=CEILING)
        return may

    def day(self) -> str:
        """The current day of spending, as `2026-11-21`."""
        return self._begun().date().isoformat()

    def waiting(self, unit: Unit) -> list[str]:
        """Chats whose messages were kept back on an earlier day, if this day's limit is not reached."""
        if unit.spending.spent(self.day()) >= self._rules.daily_ceiling:
            return []
        return unit.missed.waiting(CEILING, self._begun().timestamp(), AT_ONCE)

    def _begun(self) -> datetime:
        now = datetime.fromtimestamp(self._clock(), self._zone)
        morning = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
        return morning if now >= morning else morning - timedelta(days=1)
