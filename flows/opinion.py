"""The answer of a reporter whose case was closed: whether this helped, and perhaps a sentence."""

from flows.record import record


@record
class GiveFeedback:
    """The reporter's answer to the one question about a closed case; with `words`, only those are added."""

    reference: str
    helped: bool = False
    words: str = ""


@record
class AwaitedFeedback:
    """The case about which this chat was asked whether it helped, and has not answered; empty: none."""

    reference: str = ""
