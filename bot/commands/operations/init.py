"""`main.py init`: the data folder, the database and the server key of a new deployment."""

from bot.base import base, bring_up, exists, name
from bot.commands.answer import Listing, Refused
from bot.settings.environment import Settings
from bot.settings.server_key import in_a_file, key_exists, key_path, key_source


def init(settings: Settings) -> Listing:
    """Make the data folder, the database and the server key, and say what was made.

    A server key that exists is used. Nothing is overwritten: where there is a database, nothing is changed.
    """
    if exists(settings):
        raise Refused(f"there is a database already, {name(settings)}; nothing was changed")
    new_folder, new_key = not settings.data_dir.exists(), not key_exists(settings)
    deployment = base(settings)
    try:
        deployment.database.claim_exclusive()
        bring_up(deployment)
        deployment.store("evidence")
    finally:
        deployment.database.close()
    facts = (
        ("data folder", str(settings.data_dir), new_folder),
        ("database", name(settings), True),
        ("server key", _key(settings), new_key),
        ("evidence", str(settings.evidence_folder or settings.evidence_url), True),
    )
    lines = tuple(f"{'made' if made else 'used':<5} {about:<12} {where}" for about, where, made in facts)
    data = [{"about": about, "where": where, "made": made} for about, where, made in facts]
    return Listing((*lines, *_advice(settings)), data=data)


def _key(settings: Settings) -> str:
    return str(key_path(settings)) if in_a_file(settings) else key_source(settings)


def _advice(settings: Settings) -> tuple[str, ...]:
    if not in_a_file(settings):
        return ()
    return (f"Keep a copy of {key_path(settings)} apart from the backups: without it nothing opens.",)
