"""`main.py officer digest`: which digest an officer gets, and one sent now for a try."""

from dataclasses import asdict, replace
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Listing, WrongUsage
from bot.commands.casework.known import Who, known
from bot.commands.digests.trial import sent
from bot.digests.choosing import PLACES, BadChoice, checked
from bot.digests.content import Reader
from flows.desk.roles import ever
from flows.report.categories import CATEGORIES
from locales import LANGUAGES
from storage.digests.choices import DAILY, OFF, WEEKLY

NONE = ("", "none", "all")
OPTIONS = {"every": "--daily", "zone": "--timezone"}
Daily = Annotated[bool, typer.Option("--daily", help="One each day. Example: --daily")]
Weekly = Annotated[
    bool, typer.Option("--weekly", help="One a week, on BALLEGH_DIGEST_WEEKDAY. Example: --weekly")
]
Off = Annotated[bool, typer.Option("--off", help="None at all; alerts go on. Example: --off")]
Categories = Annotated[
    str | None,
    typer.Option(
        metavar="LIST",
        help=f"Of these categories alone: {', '.join(CATEGORIES)}; all for every one. "
        "Example: --categories blackmail,child",
    ),
]
Places = Annotated[
    str | None,
    typer.Option(
        metavar="LIST",
        help=f"Of these places alone: {', '.join(PLACES)}; all for every one. Example: --places fes,rabat",
    ),
]
Urgent = Annotated[
    bool | None,
    typer.Option("--urgent-only/--any-urgency", help="Of urgent cases alone. Example: --urgent-only"),
]
Own = Annotated[
    bool | None, typer.Option("--own/--any-officer", help="Of the officer's own cases alone. Example: --own")
]
Email = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Also by e-mail, to this address; none for chat alone. Example: --email salma@example.org",
    ),
]
Timezone = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="At BALLEGH_DIGEST_TIME of this time zone; none for the deployment's. "
        "Example: --timezone Europe/Paris",
    ),
]
Speaks = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help=f"In this language: {', '.join(LANGUAGES)}; none for that of the officer's chat. "
        "Example: --language fr",
    ),
]
Now = Annotated[bool, typer.Option("--now", help="Send one at once, for a try. Example: --now")]


def digest(  # an option for each part of a choice
    base: Base,
    name: Who,
    daily: Daily = False,
    weekly: Weekly = False,
    off: Off = False,
    categories: Categories = None,
    places: Places = None,
    urgent_only: Urgent = None,
    own: Own = None,
    email: Email = None,
    timezone: Timezone = None,
    language: Speaks = None,
    now: Now = False,
) -> Listing:
    """Say which digest an officer gets, or change it: how often, of which cases, to which mail address.

    What is not named stays as it was. `--now` sends one at once, by e-mail from here and to the chat by the
    server, and says what the mail server answered.
    """
    every = [one for one, given in ((DAILY, daily), (WEEKLY, weekly), (OFF, off)) if given]
    if len(every) > 1:
        raise WrongUsage("--daily, --weekly and --off: only one of them can be")
    given = {
        "every": every[0] if every else None,
        "categories": _listed(categories),
        "places": _listed(places),
        "urgent": urgent_only,
        "own": own,
        "email": _plain(email),
        "zone": _plain(timezone),
        "language": _plain(language),
    }
    reader = _changed(base, name, {part: value for part, value in given.items() if value is not None})
    status, lines = sent(base, reader) if now else (0, ())
    told = {part: value for part, value in asdict(reader.choice).items() if part not in {"changed", "sent"}}
    return Listing((*_said(base, reader), *lines), status, {"name": reader.officer.name, **told})


def _changed(base: Base, name: str, given: dict[str, object]) -> Reader:
    """The officer with the choice, changed in these parts. Raises WrongUsage."""
    with base.storage.write() as unit:
        officer = known(unit, name)
        before = unit.digests.of(officer.id)
        if not given:
            return Reader(officer, before)
        try:
            choice = checked(replace(before, **given), before, unit.clock())  # type: ignore[arg-type]  # by field
        except BadChoice as bad:
            raise WrongUsage(f"{OPTIONS.get(bad.part, f'--{bad.part}')}: expected {bad.fits}") from None
        unit.digests.choose(officer.id, choice)
    return Reader(officer, choice)


def _listed(given: str | None) -> tuple[str, ...] | None:
    if given is None or given.lower() in NONE:
        return None if given is None else ()
    return tuple(dict.fromkeys(part.strip().lower() for part in given.split(",") if part.strip()))


def _plain(given: str | None) -> str | None:
    return "" if given is not None and given.lower() in NONE else given


def _said(base: Base, reader: Reader) -> list[str]:
    choice, officer = reader.choice, reader.officer
    if choice.every == OFF:
        return [f"{officer.name} gets no digest."]
    ways = [*(["chat"] if officer.chat else []), *([choice.email] if choice.email else [])]
    at = f"{base.settings.digest_time:%H:%M} {choice.zone or base.settings.timezone.key}"
    day = f" on {base.settings.digest_weekday}" if choice.every == WEEKLY else ""
    when, language = f"{choice.every} digest{day} at {at}", reader.language
    lines = [
        f"{officer.name} gets a {when}, of {_cases(reader)}, in {language}.",
        f"It goes to: {', '.join(ways) or 'nobody, for there is no chat and no mail address'}",
    ]
    if choice.email and base.settings.smtp_url is None:
        lines.append("SMTP_URL and DIGEST_FROM are not set: no letter is sent.")
    return lines


def _cases(reader: Reader) -> str:
    choice = reader.choice
    if not ever(reader.officer.role, "see"):
        return "the technical team's news and no cases"
    parts = [*(["urgent"] if choice.urgent else []), *(["own"] if choice.own else [])]
    parts += [", ".join(given) for given in (choice.categories, choice.places) if given]
    return " ".join((" and ".join(parts) or "all", "cases"))
