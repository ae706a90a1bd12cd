"""Looks for QR codes in photos as the server does, two at a time, and counts the cost, children included.

python -m bench.pictures.codes --photos 100
"""

import argparse
import asyncio
import io
import resource
import time

from PIL import Image, ImageFilter

from bot.previews.codes import AT_ONCE, CodeReader
from bot.previews.preview import Previews

SIZE = (1280, 960)
BYTES = 64 << 10


def photo() -> bytes:
    """A JPEG of some 64 KB."""
    ground = Image.linear_gradient("L").resize(SIZE)
    grain = Image.effect_noise(SIZE, 60).filter(ImageFilter.GaussianBlur(1.5))
    picture = Image.blend(ground, grain, 0.5).convert("RGB")
    quality, data = 95, b""
    while quality > 5 and (not data or len(data) > BYTES):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        quality, data = quality - 1, out.getvalue()
    return data


def spent() -> float:
    """Seconds of processor of this process and of those of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


async def looked(reader: CodeReader, data: bytes, photos: int) -> None:
    """Look into so many photos, never more at once than the server does."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one() -> None:
        async with turns:
            await reader.read(data)

    await asyncio.gather(*(one() for _ in range(photos)))


def measure(photos: int) -> None:
    """Print seconds of processor and by the clock."""
    data, previews = photo(), Previews()
    before, began = spent(), time.perf_counter()
    asyncio.run(looked(CodeReader(previews), data, photos))
    seconds = time.perf_counter() - began
    previews.close()
    cpu = spent() - before
    print(f"{photos} photos of {len(data) >> 10} KB: {cpu:.2f} s of processor, {seconds:.2f} s by the clock")
    print(f"each: {1000 * cpu / photos:.1f} ms of processor, {1000 * seconds / photos:.1f} ms by the clock")


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--photos", type=int, default=100)
    measure(given.parse_args().photos)
