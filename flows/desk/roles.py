"""The roles of officers: one table of what each may do, with every case or with their own cases."""

from collections.abc import Mapping

from flows.core.statuses import STATUS, given_by

ALL, OWN = "all", "own"

ACTIONS = (
    *("see", "search", "mark", "take", "refer"),
    *("open", "ask", "status", "note", "hold", "export", "assign", "preview"),
    *("release", "unmask", "grant", "team", "invite", "confirm", "suspend", "remove", "detach"),
    "figures",
)
"""Seeing is a case's facts, never what was said; marking is one's own: seen, put off. Referring is to examine
a case and to hand it to the police. Unmasking is to ask for who the reporter is, or to agree to a colleague's
asking."""

ROLES: Mapping[str, Mapping[str, str]] = {
    "intake": dict.fromkeys(("see", "search", "mark", "take", "refer"), ALL),
    "investigator": dict.fromkeys(("see", "search", "mark", "take", "preview"), ALL)
    | dict.fromkeys(("refer", "open", "ask", "status", "note", "hold", "export", "assign"), OWN),
    "supervisor": dict.fromkeys(ACTIONS, ALL),
    "administrator": dict.fromkeys(("team", "invite", "suspend", "remove", "detach", "figures"), ALL),
}

OPENING = tuple(role for role, actions in ROLES.items() if "open" in actions)
"""The roles to whose keys new cases are sealed."""


def may(role: str, action: str, *, own: bool = False) -> bool:
    """Return whether an officer of this role may do this, with a case that is `own` where there is one."""
    scope = ROLES.get(role, {}).get(action, "")
    return scope == ALL or (scope == OWN and own)


def ever(role: str, action: str) -> bool:
    """Return whether an officer of this role may do this with any case."""
    return action in ROLES.get(role, {})


def steps(role: str, present: str, *, own: bool = False) -> tuple[str, ...]:
    """Return the statuses that an officer of this role can give a case with the status `present`."""
    return tuple(status for status in STATUS[present].after if may(role, given_by(status, present), own=own))
