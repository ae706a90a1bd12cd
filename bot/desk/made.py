"""The desk of this deployment."""

from collections.abc import Sequence

from starlette.routing import BaseRoute

from bot.base import Base
from bot.desk.cases import CaseWork
from bot.desk.contents.bringing import Bringing
from bot.desk.contents.unmasking import Unmasking
from bot.desk.entry import EntryWork
from bot.desk.grants import GrantWork
from bot.desk.live import LiveWork
from bot.desk.team import TeamWork
from bot.desk.units import Units
from bot.desk.view import Rules
from bot.digests.own import DigestSettings
from bot.duty.desk import DutyWork
from bot.duty.duty import Duty
from bot.figures.desk import FigureWork
from bot.turn.turn import Sent
from handlers.desk.settings import DeskSettings
from handlers.desk.site import routes
from handlers.sharing import Sharing
from storage.writer import Writer


class MadeDesk:
    """The desk: its routes, and the end of its open streams."""

    def __init__(self, base: Base, writer: Writer, sent: Sent, sharing: Sharing) -> None:
        settings, units = base.settings, Units(base.storage, writer, sent)
        rules = Rules(
            kept=base.config.retention.by_outcome(),
            templates=base.config.whatsapp.languages("status"),
            services=base.config.offered,
        )
        entry = EntryWork(units, settings.organisation, base.config)
        live = LiveWork(units, entry)
        self.end = live.end
        self._settings = DeskSettings(
            access=entry,
            cases=CaseWork(
                units,
                base.catalogue,
                base.store("evidence"),
                rules,
                organisation=settings.organisation,
            ),
            unmasking=Unmasking(units),
            bringing=Bringing(units, base.store("evidence"), rules),
            team=TeamWork(units),
            grants=GrantWork(units),
            figures=FigureWork(units, settings.organisation, settings.timezone),
            live=live,
            digests=DigestSettings(base, units),
            duty=DutyWork(Duty(base.config.duty, settings.timezone, settings.digest_time), units),
            origin=settings.public_url or "",
            sharing=sharing,
            secure=(settings.public_url or "").startswith("https:"),
        )

    def routes(self) -> Sequence[BaseRoute]:
        """Return the routes of the desk."""
        return routes(self._settings)
