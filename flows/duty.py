"""The effects that concern officers on duty, and reporters who ask for one."""

from typing import Literal

from flows.record import record


@record
class AskPerson:
    """The reporter of a case and an officer on duty.

    `ask`: the reporter wants to talk to a person. `offer`: they hear that they can. `more`: they have
    written to the case, perhaps while they talk to an officer.
    """

    reference: str
    act: Literal["ask", "offer", "more"]


@record
class SetDuty:
    """An officer says to be on duty, or not."""

    officer: str
    present: bool
