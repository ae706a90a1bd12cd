"""Logs that never hold what people wrote, names, numbers, tokens or payloads.

Three kinds of lines are let through, each cut down to what is safe. Our own calls: named fields with plain
values. The standard library's loggers (servers, clients, schedulers): name, level, place. Exceptions: type
and place. A message is kept only if it is a literal in the code that logged it: a formatted message may hold
content. A thread of its own writes the lines, so that a slow terminal or disk never holds up a turn.
"""

import logging
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from pathlib import Path
from queue import SimpleQueue
from types import FrameType
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

from bot.observe.places import NEAREST, places, short

FIELDS = frozenset(
    {
        *("channel", "row", "rows", "reason", "kind", "count", "seconds", "bytes", "attempt", "attempts"),
        *("status", "code", "error", "effect", "flow", "language", "purpose", "backend", "version", "port"),
    }
)
LARGE = frozenset({"row", "rows", "bytes"})
TERM = re.compile(r"(?=(?:\D*\d){0,6}\D*\Z)[A-Za-z0-9_.:/-]{0,48}", re.ASCII)
HIDDEN = "hidden"
STRUCTLOG = str(Path(structlog.__file__).parent)
WAITING = 10_000

Fields = dict[str, Any]


def configure_logs(level: str = "INFO", stream: TextIO | None = None) -> Callable[[], None]:
    """Send all logs of this process through here. The function returned writes the rest and stops."""
    out = stream or sys.stderr
    lines = LineWriter(out)
    finish: tuple[Processor, ...] = (
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        _renderer(out),
    )
    structlog.configure(
        processors=[narrow, *finish],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_names: lines,
    )
    _route_standard(StandardHandler(lines, finish), level)
    _route_uncaught()
    return lines.close


def _renderer(out: TextIO) -> Processor:
    """Coloured lines for a terminal, JSON otherwise."""
    if out.isatty():
        return structlog.dev.ConsoleRenderer(timestamp_key="time")
    return structlog.processors.JSONRenderer()


def narrow(_logger: object, method: str, given: MutableMapping[str, Any]) -> Fields:
    """The fields of one of our own calls that may be logged."""
    kept: Fields = {"event": _literal(given.get("event"), _caller()), "level": method}
    kept |= {name: _plain(name, value) for name, value in given.items() if name in FIELDS}
    return kept | _exception(given.get("exc_info"))


def _plain(name: str, value: object) -> object:
    """The value if it is a small number or one short term; a sentence or a long number may be personal."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if name in LARGE or abs(value) < 10**7 else HIDDEN
    if isinstance(value, str) and TERM.fullmatch(value):
        return value
    return HIDDEN


def _exception(given: object) -> Fields:
    """The types of an exception and its causes, and the code nearest to the first cause."""
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if not isinstance(error, BaseException):
        return {}
    return {"exception": " from ".join(_types(error)), "at": " < ".join(places(error))}


def _types(error: BaseException | None) -> Iterator[str]:
    for _ in range(NEAREST):
        if error is None:
            return
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        error = error.__cause__ or error.__context__


def _literal(message: object, frame: FrameType | None) -> str:
    """The message if the code of this frame holds it as a literal, else `hidden`."""
    spelled = frame.f_code.co_consts if frame else ()
    return message if isinstance(message, str) and message in spelled else HIDDEN


def _frames() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe()
    while frame:
        yield frame
        frame = frame.f_back


def _caller() -> FrameType | None:
    """The frame that called our logger: the first one outside structlog."""
    inside = False
    for frame in _frames():
        if frame.f_code.co_filename.startswith(STRUCTLOG):
            inside = True
        elif inside:
            return frame
    return None


def _emitter(record: logging.LogRecord) -> FrameType | None:
    """The frame that called a logger of the standard library."""
    place = (record.pathname, record.funcName)
    return next(
        (frame for frame in _frames() if (frame.f_code.co_filename, frame.f_code.co_name) == place), None
    )


class LineWriter:
    """Writes lines in order, in a thread of its own; drops new lines while too many wait."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._waiting: SimpleQueue[str | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._write, name="logs", daemon=True)
        self._thread.start()

    def put(self, line: str) -> None:
        """Add a line; never blocks, never raises."""
        if self._waiting.qsize() < WAITING:
            self._waiting.put(line)

    debug = info = warning = warn = error = critical = fatal = exception = log = msg = put

    def close(self) -> None:
        """Write everything that was put before, then end."""
        self._waiting.put(None)
        self._thread.join()

    def _write(self) -> None:
        while (line := self._waiting.get()) is not None:
            try:
                self._out.write(line + "\n")
                self._out.flush()
            except (OSError, ValueError):
                continue  # a closed terminal must not end the service


class StandardHandler(logging.Handler):
    """Takes the standard library's records: logger, level, place; the message only if it is a literal."""

    def __init__(self, lines: LineWriter, finish: Sequence[Processor]) -> None:
        super().__init__()
        self._lines = lines
        self._finish = finish

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record unformatted: its arguments may hold anything."""
        seen: Fields = {
            "event": _literal(record.msg, _emitter(record)),
            "level": record.levelname.lower(),
            "logger": _plain("logger", record.name),
            "at": f"{short(record.pathname)}:{record.lineno}",
        }
        line: Any = seen | _exception(record.exc_info)
        for step in self._finish:
            line = step(None, "", line)
        self._lines.put(line)


def _route_standard(handler: StandardHandler, level: str) -> None:
    """Put our handler at the root, and remove the handlers that libraries added."""
    for name in list(logging.root.manager.loggerDict):
        known = logging.getLogger(name)
        known.handlers.clear()
        known.propagate = True
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.DEBUG if level == "DEBUG" else max(logging.WARNING, _number(level)))


def _number(level: str) -> int:
    return logging.getLevelNamesMapping()[level]


def _route_uncaught() -> None:
    """Log uncaught exceptions and warnings without their text, which Python would print."""
    log = structlog.get_logger()

    def uncaught(_kind: object, error: BaseException | None, _trace: object = None) -> None:
        log.critical("uncaught exception", exc_info=error)

    def warned(*given: Any, **_rest: object) -> None:
        _text, category, path, line, *_ = given
        log.warning("python warning", kind=category.__name__, reason=f"{short(path)}:{line}")

    sys.excepthook = uncaught
    sys.unraisablehook = lambda found: uncaught(None, found.exc_value)
    threading.excepthook = lambda found: uncaught(None, found.exc_value)
    warnings.showwarning = warned
