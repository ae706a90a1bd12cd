"""The rules of turns, from the settings of a deployment."""

from bot.base import Base
from bot.duty.duty import Duty
from bot.turn.effects import TurnRules
from flows.all_flows import FLOWS
from flows.answers.banks import with_lines
from flows.core.flow import ReportQuota
from flows.dialogue.engine import Engine
from flows.lexicon.emergency import EMERGENCY
from handlers.networks import Networks
from storage.cases.files import MEGABYTE


def turn_rules(made: Base, networks: Networks) -> TurnRules:
    """Return the rules by which turns are taken, from the settings."""
    reminders = made.config.reminders
    limits = made.config.limits
    engine = Engine(
        FLOWS,
        made.catalogue.names(),
        float(reminders.remind_after),
        float(reminders.expire_after),
        ReportQuota(limits.pieces_per_report, limits.megabytes_per_report * MEGABYTE),
        float(reminders.burst_quiet),
        EMERGENCY | made.config.lines.abroad,
        with_lines({name: (one.line, one.words) for name, one in made.config.banks.items()}),
        float(reminders.money_after),
    )
    return TurnRules(
        engine=engine,
        catalogue=made.catalogue,
        limits=limits,
        retention=made.config.retention,
        networks=networks,
        templates=made.config.whatsapp.languages("status"),
        services=made.config.offered,
        duty=Duty(made.config.duty, made.settings.timezone, made.settings.digest_time),
    )
