"""A case as the page gets it, with what is masked in it."""

from bot.desk import view as page
from bot.desk.contents import unmasking
from bot.desk.view import Look, Rules
from handlers.desk.settings import Json


def view(seen: Look, rules: Rules) -> Json:
    """Return a case; opening its contents is an act in the custody log."""
    told = page.view(seen, rules) | {"identity": unmasking.state(seen)}
    made = seen.unit.desk.headers.of_case(seen.case.reference) if told["readable"] else b""
    return told | {"headers": page.encoded(made)}
