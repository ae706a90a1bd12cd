"""An act on a case that was begun and failed, told in the case's chain."""

import structlog

from bot.desk.units import Units
from storage.custody.links import Act
from storage.unit import Unit

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


async def tell_failed(units: Units, reference: str, act: Act) -> None:
    """Add an act that failed to a case's chain, unless the case was erased meanwhile.

    Where this fails too, the program's log says so: what failed first is raised, and not this.
    """

    def work(unit: Unit) -> None:
        unit.custody.lock()  # no erasure comes in between
        if unit.cases.by_reference(reference):
            unit.custody.add(reference, unit.clock(), act)

    try:
        await units.write(work)
    except Exception as error:
        log.error("failed_act_untold", act=act.event, error=type(error).__name__)
