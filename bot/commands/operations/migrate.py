"""`main.py migrate`: the tables of an older version are brought to this program's."""

from bot.base import bring_up, found
from bot.commands.answer import Printed
from bot.settings.environment import Settings
from storage.database.migrate import newest


def migrate(settings: Settings) -> Printed:
    """Bring the tables to this program's version, in one transaction, while no server runs.

    The start of a server does the same. There is no way back: make a backup first.
    """
    deployment = found(settings)
    try:
        deployment.database.claim_exclusive()
        before = deployment.database.version()
        bring_up(deployment)
    finally:
        deployment.database.close()
    said = "has" if before == newest() else f"had version {before}, now has"
    return Printed((f"The database {said} version {newest()}.",))
