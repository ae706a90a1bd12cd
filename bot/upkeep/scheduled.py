"""The work that the schedule runs, built in one place."""

import asyncio
from collections.abc import Callable

from bot.base import Base
from bot.digests.work import LOOK, DigestWork, MailServer
from bot.digests.work import SECONDS as DIGESTS
from bot.turn.effects import TurnRules
from bot.turn.turn import Sent, Turns
from bot.upkeep.alerts import SECONDS, GatheredAlerts
from bot.upkeep.decisions import DecisionWork
from bot.upkeep.nightly import HOUR, NightlyCheck
from bot.upkeep.schedule import TICK, Schedule, Scheduler
from bot.upkeep.tidy import Tidying
from bot.waiting.tick import DEADLINES, PERSONS, WaitingWork
from flows.remembered import FOR, forget
from storage.cases.files import EvidenceStore
from storage.writer import Writer


class ScheduledWork:
    """Each part of the scheduled work, and the schedule that runs them."""

    def __init__(
        self,
        made: Base,
        *,
        writer: Writer,
        turns: Turns,
        rules: TurnRules,
        sent: Sent,
        tidying: Tidying,
        files: EvidenceStore,
        mail: MailServer | None = None,
        leads: Callable[[], bool] = lambda: True,
        scheduler: Scheduler | None = None,
    ) -> None:
        self._database = made.database
        self.schedule = Schedule(
            storage=made.storage,
            turns=turns,
            tidying=tidying,
            zone=made.settings.timezone,
            leads=leads,
            scheduler=scheduler,
        )
        self.digests = DigestWork(made, writer, sent)
        self.schedule.also(self.digests.tick, DIGESTS, first=True)
        if mail:
            self.schedule.also(mail.look, LOOK, first=True, everywhere=True)
        self.alerts = GatheredAlerts(made, writer, sent)
        self.schedule.also(self.alerts.tick, SECONDS)
        self.decisions = DecisionWork(made.storage, writer, made.catalogue, sent)
        self.schedule.also(self.decisions.tick, TICK)
        self.waiting = WaitingWork(made, writer, rules, sent)
        self.schedule.also(self.waiting.persons, PERSONS)
        self.schedule.also(self.waiting.deadlines, DEADLINES, first=True)
        self.schedule.also(self.empty_log, TICK, everywhere=True)
        self.schedule.also(self.forget, FOR, everywhere=True)
        self.check = NightlyCheck(made.storage, writer, files)
        self.schedule.nightly(self.check, HOUR)

    async def empty_log(self) -> None:
        """Leave no words in the database's log that were since overwritten."""
        await asyncio.to_thread(self._database.empty_log)

    async def forget(self) -> None:
        """Leave no text in memory longer than its conversation needs it."""
        forget()
