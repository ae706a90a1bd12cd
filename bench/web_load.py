"""Reporters in the web chat: each posts, and hears its answers on its event stream.

`web_load.py PORT PID REPORTERS WARMUP SECONDS STEPS` prints one line of JSON, as the load generator does.
"""

import asyncio
import json
import re
import resource
import secrets
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

PORT, PID, REPORTERS = (int(given) for given in sys.argv[1:4])
WARMUP, SECONDS = float(sys.argv[4]), float(sys.argv[5])
STEPS = [line.split("\t") for line in Path(sys.argv[6]).read_text("utf-8").splitlines()]
PHOTO = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1" + bytes(65_520)
PATIENCE = 30.0


@dataclass
class Tally:
    """What all of them saw."""

    latencies: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    updates: int = 0
    cases: int = 0
    filed: int = 0
    photos: int = 0
    stall: float = 0.0
    heard: float = 0.0
    measuring: bool = False
    stopping: bool = False

    def hear(self, latency: float) -> None:
        """A first answer came."""
        now = time.perf_counter()
        if self.measuring:
            self.latencies.append(latency)
            self.stall = max(self.stall, now - self.heard)
        self.heard = now


class Line:
    """One kept connection; requests one after the other."""

    cookie = ""

    @property
    def _head(self) -> str:
        site = f"127.0.0.1:{PORT}"
        return f"Host: {site}\r\nOrigin: http://{site}\r\nCookie: ballegh={self.cookie}\r\n"

    async def open(self) -> None:
        """Connect."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", PORT)

    async def post(self, path: str, body: bytes, kind: str = "application/json") -> int:
        """The status of a POST."""
        head = (
            f"POST {path} HTTP/1.1\r\n{self._head}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        size = re.search(rb"content-length: (\d+)", answer)
        if size:
            await self._reader.readexactly(int(size[1]))
        return int(answer[9:12])

    async def page(self) -> str:
        """Open the page: the session's cookie."""
        self._writer.write(f"GET / HTTP/1.1\r\n{self._head}\r\n".encode())
        answer = await self._reader.readuntil(b"\r\n\r\n")
        await self._reader.readexactly(int(answer.lower().split(b"content-length: ")[1].split()[0]))
        return answer.split(b"ballegh=")[1].split(b";")[0].decode()

    async def stream(self) -> asyncio.StreamReader:
        """The chat's events from now on."""
        self._writer.write(f"GET /web/stream HTTP/1.1\r\n{self._head}\r\n".encode())
        await self._reader.readuntil(b"\n\n")
        return self._reader

    def close(self) -> None:
        """Leave."""
        self._writer.close()


class Reporter:
    """One chat after the other, each in a session of its own."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._buttons: list[str] = []
        self._row = "0"

    async def run(self) -> None:
        """File cases until told to stop."""
        try:
            while not self._tally.stopping:
                await self._case()
        except Exception as error:  # whatever it was, the run does not count
            self._tally.wrong.append(f"{type(error).__name__}: {error}")

    async def _case(self) -> None:
        line, stream = Line(), Line()
        await asyncio.gather(line.open(), stream.open())
        stream.cookie = line.cookie = await line.page()
        answers = await stream.stream()
        for number, (kind, argument, *markers) in enumerate(STEPS):
            if self._tally.stopping:
                break
            await asyncio.wait_for(self._step(line, answers, (kind, argument, markers)), PATIENCE)
            self._count(kind, number + 1 == len(STEPS))
        if (status := await line.post("/web/ack", json.dumps({"up_to": self._row}).encode())) != 200:
            self._tally.wrong.append(f"ack: {status}")
        line.close()
        stream.close()

    def _count(self, kind: str, whole: bool) -> None:
        tally = self._tally
        tally.filed += whole
        tally.photos += kind == "photo"
        if tally.measuring:
            tally.updates += 1
            tally.cases += whole

    async def _step(
        self, line: Line, answers: asyncio.StreamReader, step: tuple[str, str, list[str]]
    ) -> None:
        kind, argument, markers = step
        begun = time.perf_counter()
        posting = asyncio.ensure_future(self._post(line, kind, argument))
        for number, marker in enumerate(markers):
            shown = await self._next(answers)
            if number == 0:
                self._tally.hear(time.perf_counter() - begun)
            if marker not in shown["text"]:
                self._tally.wrong.append(f"{marker!r} is not in {shown['text'][:150]!r}")
        if (status := await posting) != 200:
            self._tally.wrong.append(f"{kind} {argument}: {status}")

    async def _next(self, answers: asyncio.StreamReader) -> dict[str, str]:
        """The next message of the chat; its buttons are remembered."""
        while True:
            frame = await answers.readuntil(b"\n\n")
            found = re.search(rb"data: (\{.*\})", frame)
            if found and b'"row"' in frame:
                shown = json.loads(found[1])
                self._row = str(shown["row"])
                if shown["buttons"]:
                    self._buttons = [button["id"] for button in shown["buttons"]]
                return dict(shown)

    async def _post(self, line: Line, kind: str, argument: str) -> int:
        name = secrets.token_hex(8)
        if kind == "photo":
            return await line.post(f"/web/files?id={name}&kind=photo", PHOTO, "image/jpeg")
        said: dict[str, object] = {"id": name, "language": "ar"}
        if kind == "tap":
            said["button"] = next(button for button in self._buttons if button.endswith(argument))
        elif argument == "/start":
            said["hello"] = True
        else:
            said["text"] = argument
        return await line.post("/web/messages", json.dumps(said).encode())


def cpu(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    user, kernel = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(kernel)) / 100


def peak_kb(pid: int) -> int:
    """Kilobytes: the most that it ever had in memory."""
    peak = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(peak[1]) if peak else 0


def own_cpu() -> float:
    """Seconds of CPU of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def percentile(values: list[float], share: float) -> float:
    """Milliseconds."""
    return sorted(values)[int(share * (len(values) - 1))] * 1000 if values else 0.0


async def main() -> None:
    """Warm up, measure, let everyone come to an end, print."""
    tally = Tally()
    people = [asyncio.create_task(Reporter(tally).run()) for _ in range(REPORTERS)]
    await asyncio.sleep(WARMUP)
    used, own, begun = cpu(PID), own_cpu(), time.perf_counter()
    tally.measuring, tally.heard = True, begun
    await asyncio.sleep(SECONDS)
    seconds, tally.measuring = time.perf_counter() - begun, False
    used, own = cpu(PID) - used, own_cpu() - own
    tally.stopping = True
    await asyncio.gather(*people)
    await asyncio.sleep(1)
    seen = {
        "seconds": seconds,
        "updates": tally.updates,
        "cases": tally.cases,
        "filed": tally.filed,
        "photos": tally.photos,
        "taps": 0,
        "taps_answered": 0,
        "p50_ms": percentile(tally.latencies, 0.5),
        "p95_ms": percentile(tally.latencies, 0.95),
        "p99_ms": percentile(tally.latencies, 0.99),
        "stall_ms": tally.stall * 1000,
        "bot_cpu": used,
        "load_cpu": own,
        "peak_kb": peak_kb(PID),
        "errors": len(tally.wrong),
        "first_error": tally.wrong[0] if tally.wrong else "",
    }
    print(json.dumps(seen))


if __name__ == "__main__":
    uvloop.run(main())
