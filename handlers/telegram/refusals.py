"""Telegram's refusals, as python-telegram-bot raises them, for the sender: one table."""

import re
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from handlers.channel import SendError
from handlers.telegram.transport import Lost

TOO_BIG = "too_big"
CONFLICT = "409"
TOKEN_PAUSE = 60.0
"""Seconds between tries with a refused token: the operator may set it right."""
GONE = re.compile(r"chat not found|user not found|peer_id_invalid|deactivated|bot was kicked", re.IGNORECASE)
PASSING = re.compile(r"temporarily", re.IGNORECASE)
LARGE = re.compile(r"file is too big", re.IGNORECASE)


def refusal(error: TelegramError) -> SendError:
    """The sender's error for one of Telegram's; its reason never holds the text of the error."""
    match error:
        case Lost():
            return SendError(error.reason, ambiguous=error.maybe_sent)
        case RetryAfter():
            return SendError("429", after=_seconds(error.retry_after))
        case InvalidToken():
            return SendError("401", after=TOKEN_PAUSE)
        case Forbidden():
            return SendError("403", unreachable=True)
        case ChatMigrated():
            return SendError("migrated", retryable=False)
        case Conflict():
            return SendError(CONFLICT)
        case BadRequest():
            return _bad_request(error.message)
        case TimedOut() | NetworkError():
            return SendError(type(error).__name__, ambiguous=True)
    return malformed()


def malformed() -> SendError:
    """The error for an answer that is not what the Bot API documents: the call may have been carried out."""
    return SendError("malformed", ambiguous=True)


def _bad_request(description: str) -> SendError:
    if GONE.search(description):
        return SendError("400", unreachable=True)
    if LARGE.search(description):
        return SendError(TOO_BIG, retryable=False)
    return SendError("400", retryable=bool(PASSING.search(description)))


def _seconds(given: float | timedelta) -> float:
    return given.total_seconds() if isinstance(given, timedelta) else float(given)
